package dev.chatanalytics.perf.promise;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Figures behind the promises.
 *
 * @param rows each as long as the columns
 */
public record Table(String heading, List<String> columns, List<List<String>> rows) {

    /** For the terminal: each column as wide as its widest cell. */
    List<String> lines() {
        List<List<String>> all =
                Stream.concat(Stream.of(columns), rows.stream()).toList();
        List<Integer> widths = IntStream.range(0, columns.size())
                .mapToObj(i ->
                        all.stream().mapToInt(row -> row.get(i).length()).max().orElse(0))
                .toList();
        return all.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, List<Integer> widths) {
        return IntStream.range(0, row.size())
                .mapToObj(
                        i -> row.get(i) + " ".repeat(widths.get(i) - row.get(i).length()))
                .collect(Collectors.joining("  "))
                .stripTrailing();
    }
}
