package dev.chatanalytics.perf.storing;

import dev.chatanalytics.perf.compare.Turn;
import dev.chatanalytics.perf.promise.Spread;
import dev.chatanalytics.perf.promise.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * What the store took for one turn beside CPU time.
 *
 * @param rows that were sent
 * @param duplicates that it says were there already
 * @param allocatedBytes by the writers
 */
record StoreCost(int rows, long duplicates, long allocatedBytes) {

    /**
     * One line of what a row cost over several turns.
     *
     * @param turns the same turns by the clock and in CPU time
     */
    static Table table(List<Turn> turns, List<StoreCost> costs) {
        List<String> columns = new ArrayList<>(List.of("rows/s"));
        List<String> cells = new ArrayList<>();
        cells.add(cell("%,.0f", turns.stream().mapToDouble(Turn::rate)));
        for (String part : turns.get(0).cpuSeconds().keySet()) {
            columns.add("CPU of " + part + ", µs each");
            cells.add(cell(
                    "%.2f", turns.stream().mapToDouble(turn -> turn.cpuSeconds().get(part) * 1e6 / turn.done())));
        }
        columns.add("bytes allocated, each");
        cells.add(cell("%.0f", costs.stream().mapToDouble(cost -> (double) cost.allocatedBytes / cost.rows)));
        columns.add("duplicates");
        cells.add(cell("%,.0f", costs.stream().mapToDouble(StoreCost::duplicates)));
        return new Table("What a row cost, median (least – most) of " + turns.size(), columns, List.of(cells));
    }

    private static String cell(String number, DoubleStream values) {
        Spread spread = Spread.of(values);
        return String.format(
                Locale.ROOT,
                number + " (" + number + " – " + number + ")",
                spread.median(),
                spread.least(),
                spread.most());
    }
}
