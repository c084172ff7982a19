package dev.chatanalytics.perf.load.report;

import java.util.List;

/**
 * One line of a chart. A point that is not a number is a gap.
 *
 * @param name for the legend
 * @param points rising in x
 */
record Line(String name, List<Point> points) {

    /** One point in the units of the axes. */
    record Point(double x, double y) {

        boolean isKnown() {
            return Double.isFinite(y);
        }
    }

    /** The highest known y, 0 when there is none. */
    double highest() {
        return points.stream()
                .filter(Point::isKnown)
                .mapToDouble(Point::y)
                .max()
                .orElse(0);
    }

    boolean isKnown() {
        return points.stream().anyMatch(Point::isKnown);
    }

    static double highestOf(List<Line> lines) {
        return lines.stream().mapToDouble(Line::highest).max().orElse(0);
    }
}
