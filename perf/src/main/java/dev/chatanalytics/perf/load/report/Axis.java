package dev.chatanalytics.perf.load.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One axis of a chart, from the lowest value to the highest. Immutable.
 *
 * @param label with its unit
 * @param ticks rising; the first is the lowest value shown and the last the highest
 */
record Axis(String label, List<Tick> ticks) {

    private static final int ABOUT = 5;

    /** A value with its name. */
    record Tick(double value, String name) {}

    /** From 0 to a round number that is not below the highest value. */
    static Axis fromZero(String label, double highest) {
        double step = highest > 0 ? roundStep(highest / ABOUT) : 1;
        List<Tick> ticks = new ArrayList<>();
        double value = 0;
        do {
            value = ticks.size() * step;
            ticks.add(new Tick(value, name(value, step)));
        } while (value < highest || ticks.size() < 2);
        return new Axis(label, ticks);
    }

    /** The part, 0 to 1, of the axis at which the value lies. */
    double at(double value) {
        double low = ticks.get(0).value();
        double high = ticks.get(ticks.size() - 1).value();
        return (value - low) / (high - low);
    }

    /** The next of 1, 2, 5, 10, 20 and so on. */
    private static double roundStep(double atLeast) {
        double power = Math.pow(10, Math.floor(Math.log10(atLeast)));
        for (int factor : new int[] {1, 2, 5}) {
            if (factor * power >= atLeast * 0.999) {
                return factor * power;
            }
        }
        return 10 * power;
    }

    private static String name(double value, double step) {
        int decimals = (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
}
