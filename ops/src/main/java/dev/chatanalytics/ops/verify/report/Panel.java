package dev.chatanalytics.ops.verify.report;

import dev.chatanalytics.ops.verify.observe.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * One chart of the timeline: areas, one on top of the other. Where a value is not known there is a gap. Immutable.
 *
 * @param top where it begins in the timeline
 * @param mark a value that is to be compared with, shown as a line; or not a number
 * @param areas from the lowest up
 */
record Panel(String title, String unit, int top, int height, double mark, List<Area> areas) {

    /**
     * One area.
     *
     * @param style its class in the style sheet
     */
    record Area(String name, String style, ToDoubleFunction<Sample> value) {}

    private static final int TITLE = 16;

    String svg(TimeAxis time, List<Sample> samples) {
        double highest = Math.max(
                Double.isNaN(mark) ? 2 : mark,
                samples.stream()
                        .mapToDouble(s -> sum(s, areas.size()))
                        .filter(Double::isFinite)
                        .max()
                        .orElse(1));
        double ceiling = roundUp(highest);
        StringBuilder svg = new StringBuilder();
        svg.append(Html.text(0, top + TITLE + 10, "title", title));
        svg.append(Html.text(0, top + TITLE + 25, "faint", unit));
        for (double part : new double[] {0, 0.5, 1}) {
            double y = y(part * ceiling, ceiling);
            svg.append(Html.format(
                    "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%3$.1f\"/>",
                    TimeAxis.LEFT, TimeAxis.WIDTH - TimeAxis.RIGHT, y));
            svg.append(Html.text(TimeAxis.LEFT - 5, y + 4, "end", Html.format("%,.0f", part * ceiling)));
        }
        for (int i = 0; i < areas.size(); i++) {
            svg.append(area(time, samples, i, ceiling));
        }
        if (!Double.isNaN(mark)) {
            svg.append(Html.format(
                    "<line class=\"mark\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%3$.1f\"/>",
                    TimeAxis.LEFT, TimeAxis.WIDTH - TimeAxis.RIGHT, y(mark, ceiling)));
        }
        return svg.append(legend()).toString();
    }

    private String area(TimeAxis time, List<Sample> samples, int index, double ceiling) {
        StringBuilder path = new StringBuilder();
        List<Sample> stretch = new ArrayList<>();
        for (Sample sample : samples) {
            if (Double.isNaN(sum(sample, index + 1))) {
                path.append(outline(time, stretch, index, ceiling));
                stretch.clear();
            } else {
                stretch.add(sample);
            }
        }
        path.append(outline(time, stretch, index, ceiling));
        return Html.format("<path class=\"%s\" d=\"%s\"/>\n", areas.get(index).style(), path);
    }

    /** There along the upper edge, back along the lower one. */
    private String outline(TimeAxis time, List<Sample> samples, int index, double ceiling) {
        StringBuilder there = new StringBuilder();
        StringBuilder back = new StringBuilder();
        for (Sample sample : samples) {
            double x = time.x(sample.seconds());
            there.append(Html.format(
                    "%s%.1f %.1f", there.isEmpty() ? "M" : "L", x, y(sum(sample, index + 1), ceiling)));
            back.insert(0, Html.format("L%.1f %.1f", x, y(sum(sample, index), ceiling)));
        }
        return there.isEmpty() ? "" : there + back.toString() + "Z";
    }

    private String legend() {
        if (areas.size() < 2) {
            return "";
        }
        StringBuilder svg = new StringBuilder();
        double x = TimeAxis.LEFT + 6.0;
        for (Area area : areas) {
            svg.append(Html.format(
                    "<rect class=\"%s\" x=\"%.1f\" y=\"%d\" width=\"10\" height=\"10\"/>", area.style(), x, top + 1));
            svg.append(Html.text(x + 14, top + 10, "", area.name()));
            x += 30 + 6.2 * area.name().length();
        }
        return svg.toString();
    }

    private double sum(Sample sample, int count) {
        return areas.subList(0, count).stream()
                .mapToDouble(area -> area.value().applyAsDouble(sample))
                .sum();
    }

    private double y(double value, double ceiling) {
        return top + height - value / ceiling * (height - TITLE);
    }

    /** The next number of one digit and zeros, so that half of it is a round number too. */
    private static double roundUp(double value) {
        double power = Math.pow(10, Math.floor(Math.log10(value)));
        for (int factor : new int[] {1, 2, 4, 6, 8}) {
            if (factor * power >= value) {
                return factor * power;
            }
        }
        return 10 * power;
    }
}
