package dev.chatanalytics.ops.verify.report;

import dev.chatanalytics.ops.verify.Progress;

/**
 * The time from left to right, which all parts of the timeline share. Immutable.
 *
 * @param end the last second shown
 */
record TimeAxis(double end) {

    static final int WIDTH = 1_120;
    static final int LEFT = 134;
    static final int RIGHT = 8;

    private static final int[] STEPS = {1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1_200, 1_800, 3_600};
    private static final int MOST_TICKS = 16;

    /** {@code 1:05.3} for 65.3 seconds. */
    static String moment(double second) {
        long tenths = Math.round(second * 10);
        return Html.format("%d:%02d.%d", tenths / 600, tenths / 10 % 60, tenths % 10);
    }

    /** Where a second lies. */
    double x(double second) {
        double part = Math.min(Math.max(second, 0), end) / end;
        return LEFT + part * (WIDTH - LEFT - RIGHT);
    }

    /** Lines from top to bottom, and their times below. */
    String grid(int top, int bottom) {
        StringBuilder svg = new StringBuilder();
        for (double second = 0; second <= end; second += step()) {
            svg.append(Html.format(
                    "<line class=\"grid\" x1=\"%.1f\" x2=\"%1$.1f\" y1=\"%d\" y2=\"%d\"/>", x(second), top, bottom));
            svg.append(Html.text(x(second), bottom + 14, "middle", Progress.clock(second)));
        }
        return svg.toString();
    }

    private int step() {
        for (int step : STEPS) {
            if (end / step <= MOST_TICKS) {
                return step;
            }
        }
        return (int) Math.ceil(end / MOST_TICKS);
    }
}
