package dev.chatanalytics.perf.promise;

import java.util.Locale;

/**
 * One line of the table: what is promised, and what was measured.
 *
 * @param name what it is about, with its unit
 * @param reach the figure to reach, in words
 * @param measured the same
 * @param kept whether it was reached
 */
public record Promise(String name, String reach, String measured, boolean kept) {

    /** A figure that must not be exceeded; one that is not known is not kept. */
    public static Promise atMost(String name, double limit, double measured) {
        return new Promise(name, "≤ " + number(limit), number(measured), measured <= limit);
    }

    /** A figure that must be reached; one that is not known is not kept. */
    public static Promise atLeast(String name, double limit, double measured) {
        return new Promise(name, "≥ " + number(limit), number(measured), measured >= limit);
    }

    /** Something that must not happen at all. */
    public static Promise none(String name, long happened) {
        return new Promise(name, "none", String.format(Locale.ROOT, "%,d", happened), happened == 0);
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "unknown" : String.format(Locale.ROOT, "%,.1f", value);
    }
}
