package dev.chatanalytics.perf.compare;

import dev.chatanalytics.perf.promise.Scorecard;
import dev.chatanalytics.perf.promise.Spread;
import dev.chatanalytics.perf.promise.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A comparison as promise against measured. Stateless. */
public final class ComparisonScorecard {

    private ComparisonScorecard() {}

    /** Not to be believed when the comparison is doubted. */
    public static Scorecard of(Comparison result) {
        return new Scorecard(result.subject() + " beside " + String.join(", ", result.references()))
                .table(table(result))
                .promise(List.of(result.promise()))
                .invalid(result.doubts());
    }

    private static Table table(Comparison result) {
        List<String> columns = new ArrayList<>(List.of("", result.unit() + "/s", "% of " + result.reference()));
        result.parts(result.subject()).forEach(part -> columns.add("CPU of " + part + ", µs each"));
        int rounds = result.turns().get(result.subject()).size();
        return new Table(
                "Median (least – most) of " + rounds + " rounds",
                columns,
                result.turns().keySet().stream().map(name -> row(result, name)).toList());
    }

    private static List<String> row(Comparison result, String name) {
        List<String> cells = new ArrayList<>(
                List.of(name, inWords("%,.0f", result.rate(name), 1), inWords("%.1f", result.ratio(name), 100)));
        result.parts(name).forEach(part -> cells.add(inWords("%.2f", result.cpuMicros(name, part), 1)));
        return cells;
    }

    private static String inWords(String number, Spread spread, double factor) {
        return String.format(
                Locale.ROOT,
                number + " (" + number + " – " + number + ")",
                factor * spread.median(),
                factor * spread.least(),
                factor * spread.most());
    }
}
