package dev.chatanalytics.perf.load.report;

import java.util.List;
import java.util.Locale;

/**
 * A line chart as inline SVG, coloured by the page's style sheet. Immutable.
 *
 * @param title above the chart
 */
record LineChart(String title, Axis x, Axis y, List<Line> lines) {

    private static final int WIDTH = 560;
    private static final int HEIGHT = 260;
    private static final int LEFT = 62;
    private static final int RIGHT = 14;
    private static final int TOP = 30;
    private static final int BOTTOM = 40;

    String svg() {
        StringBuilder svg = new StringBuilder();
        svg.append(text("<figure><figcaption>%s</figcaption>", Html.escape(title)));
        svg.append(text("<svg viewBox=\"0 0 %d %d\" role=\"img\">", WIDTH, HEIGHT));
        grid(svg);
        for (int i = 0; i < lines.size(); i++) {
            svg.append(text("<path class=\"l%d\" d=\"%s\"/>", i, path(lines.get(i))));
        }
        legend(svg);
        return svg.append("</svg></figure>\n").toString();
    }

    private void grid(StringBuilder svg) {
        for (Axis.Tick tick : y.ticks()) {
            double at = down(tick.value());
            svg.append(text("<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>", LEFT, WIDTH - RIGHT, at, at));
            svg.append(label(LEFT - 6, at + 4, "end", tick.name()));
        }
        for (Axis.Tick tick : x.ticks()) {
            double at = across(tick.value());
            svg.append(text("<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>", at, at, TOP, HEIGHT - BOTTOM));
            svg.append(label(at, HEIGHT - BOTTOM + 16, "middle", tick.name()));
        }
        svg.append(label(WIDTH / 2.0, HEIGHT - 6, "middle", x.label()));
        svg.append(label(LEFT - 6, TOP - 12, "end", y.label()));
    }

    private void legend(StringBuilder svg) {
        double at = LEFT + 8;
        for (int i = 0; i < lines.size(); i++) {
            String name = lines.get(i).name();
            svg.append(text("<path class=\"l%d\" d=\"M%.1f %d h16\"/>", i, at, TOP - 16));
            svg.append(label(at + 20, TOP - 12, "start", name));
            at += 34 + 6.4 * name.length();
        }
    }

    private String path(Line line) {
        StringBuilder path = new StringBuilder();
        char command = 'M';
        for (Line.Point point : line.points()) {
            if (point.isKnown()) {
                path.append(text("%c%.1f %.1f", command, across(point.x()), down(point.y())));
            }
            command = point.isKnown() ? 'L' : 'M';
        }
        return path.toString();
    }

    private double across(double value) {
        return LEFT + x.at(value) * (WIDTH - LEFT - RIGHT);
    }

    private double down(double value) {
        return HEIGHT - BOTTOM - y.at(value) * (HEIGHT - TOP - BOTTOM);
    }

    private static String label(double x, double y, String anchor, String text) {
        return text("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>", x, y, anchor, Html.escape(text));
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
