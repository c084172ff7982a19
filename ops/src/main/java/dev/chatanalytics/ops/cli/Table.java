package dev.chatanalytics.ops.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rows under a heading, in columns. The last column takes what the terminal leaves, the others at most their limit.
 *
 * @param limits of each column but the last, in terminal columns
 */
record Table(List<String> heading, List<Integer> limits, int terminal) {

    private static final int GAP = 2;
    private static final int LEAST = 10;

    /** Lines that fit these rows, with the heading. */
    List<String> lines(List<List<String>> rows) {
        List<Integer> widths = widths(rows);
        List<String> lines = new ArrayList<>();
        lines.add(line(heading, widths));
        rows.forEach(row -> lines.add(line(row, widths)));
        return lines;
    }

    /** How wide each column is for these rows. */
    List<Integer> widths(List<List<String>> rows) {
        List<Integer> widths = new ArrayList<>();
        for (int i = 0; i < limits.size(); i++) {
            int column = i;
            int widest = rows.stream()
                    .mapToInt(row -> DisplayWidth.of(DisplayWidth.clean(row.get(column))))
                    .max()
                    .orElse(0);
            widths.add(Math.max(DisplayWidth.of(heading.get(i)), Math.min(widest, limits.get(i))));
        }
        int used = widths.stream().mapToInt(w -> w + GAP).sum();
        widths.add(Math.max(LEAST, terminal - used));
        return widths;
    }

    /** One row in these widths. */
    static String line(List<String> cells, List<Integer> widths) {
        int last = cells.size() - 1;
        StringBuilder line = new StringBuilder();
        IntStream.range(0, last)
                .forEach(i -> line.append(DisplayWidth.fit(cells.get(i), widths.get(i)))
                        .append("  "));
        return line.append(ragged(cells.get(last), widths.get(last))).toString();
    }

    /** Without blanks at the end. */
    private static String ragged(String text, int width) {
        int needed = DisplayWidth.of(DisplayWidth.clean(text));
        return DisplayWidth.fit(text, Math.min(width, needed));
    }
}
