package dev.chatanalytics.perf.promise;

import java.util.Locale;

/**
 * One line of the table: what is promised, and what was measured.
 *
 * @param name what it is about, with its unit
 * @param reach the figure to reach, in words; {@link #NOTHING} when it is only told
 * @param measured the figure, NaN when it is not known
 * @param kept whether it was reached
 */
public record Promise(String name, String reach, double measured, boolean kept) {

    /** What is reached by a figure that is only told. */
    public static final String NOTHING = "–";

    /** A figure that must not be exceeded; one that is not known is not kept. */
    public static Promise atMost(String name, double limit, double measured) {
        return new Promise(name, "≤ " + number(limit), measured, measured <= limit);
    }

    /** A figure that must be reached; one that is not known is not kept. */
    public static Promise atLeast(String name, double limit, double measured) {
        return new Promise(name, "≥ " + number(limit), measured, measured >= limit);
    }

    /** Something that must not happen at all. */
    public static Promise none(String name, double happened) {
        return new Promise(name, "none", happened, happened == 0);
    }

    /** A figure about which nothing is promised. */
    public static Promise told(String name, double measured) {
        return new Promise(name, NOTHING, measured, true);
    }

    /** The figure in words. */
    public String shown() {
        return number(measured);
    }

    /** A whole number as one, any other with one decimal. */
    public static String number(double value) {
        if (!Double.isFinite(value)) {
            return "unknown";
        }
        return String.format(Locale.ROOT, value == Math.rint(value) ? "%,.0f" : "%,.1f", value);
    }
}
