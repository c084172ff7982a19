package dev.chatanalytics.ops.sandbox;

import dev.chatanalytics.transport.http.Status;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoublePredicate;
import java.util.stream.Collectors;

/**
 * One thing about the sandbox that can be turned while it runs. In JSON it is the name in lower case, such as
 * {@code latency_ms}.
 *
 * <p>A rate is the share of calls, 0 to 1. A call meets one fault at most, so the rates add up to 1 at most.
 */
public enum Knob {
    /** From the last byte of the request to the answer. */
    LATENCY_MS(200, Limits.DELAY, Limits::isDelay),
    /** The latency is so much longer or shorter at most, evenly spread. */
    JITTER_MS(0, Limits.DELAY, Limits::isDelay),
    /** Calls that take {@link #SLOW_LATENCY_MS} instead of {@link #LATENCY_MS}. */
    SLOW_RATE(0, Limits.SHARE, Limits::isShare),
    SLOW_LATENCY_MS(1000, Limits.DELAY, Limits::isDelay),
    /** Calls that are answered with {@link #ERROR_STATUS}, after the latency. */
    ERROR_RATE(0, Limits.SHARE, Limits::isShare),
    ERROR_STATUS(500, Limits.STATUS, Limits::isErrorStatus),
    /** Calls that are never answered. */
    HANG_RATE(0, Limits.SHARE, Limits::isShare),
    /** Calls that are answered 200 with a body that is no analysis, after the latency. */
    GARBAGE_RATE(0, Limits.SHARE, Limits::isShare),
    /** Calls whose connection is reset at once. */
    RESET_RATE(0, Limits.SHARE, Limits::isShare),
    /** Calls that are answered 429 at once, with {@link #RETRY_AFTER_S}. */
    THROTTLE_RATE(0, Limits.SHARE, Limits::isShare),
    RETRY_AFTER_S(1, "a whole number of seconds, 0 to 3600", v -> Limits.isWhole(v, 3600)),
    /** The same seed gives the same faults to the same calls in the same order. */
    SEED(1, "a whole number, 0 to 2147483647", v -> Limits.isWhole(v, Integer.MAX_VALUE));

    private final String json = name().toLowerCase(Locale.ROOT);
    private final double initial;
    private final String expected;
    private final DoublePredicate valid;

    Knob(double initial, String expected, DoublePredicate valid) {
        this.initial = initial;
        this.expected = expected;
        this.valid = valid;
    }

    /** The knob of this name in JSON, if there is one. */
    public static Optional<Knob> of(String json) {
        return Arrays.stream(values()).filter(knob -> knob.json.equals(json)).findFirst();
    }

    /** Its name in JSON. */
    public String json() {
        return json;
    }

    /** Where it stands unless it is turned. */
    public double initial() {
        return initial;
    }

    /** In words: what values it takes. */
    public String expected() {
        return expected;
    }

    boolean takes(double value) {
        return valid.test(value);
    }

    boolean isRate() {
        return json.endsWith("_rate");
    }

    /** The value as text, without a fraction where it has none. */
    static String text(double value) {
        return value == Math.rint(value) && !Double.isInfinite(value)
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    /** What values are good. */
    private static final class Limits {

        /** Two of them stay below what {@link InFlight} can see ahead. */
        private static final int MAX_DELAY = 30_000;

        static final String DELAY = "milliseconds, 0 to " + MAX_DELAY;
        static final String SHARE = "a share, 0 to 1";
        static final String STATUS = Arrays.stream(Status.values())
                .filter(status -> status.code() >= 400)
                .map(status -> Integer.toString(status.code()))
                .collect(Collectors.joining(", ", "one of ", ""));

        static boolean isDelay(double value) {
            return value >= 0 && value <= MAX_DELAY;
        }

        static boolean isShare(double value) {
            return value >= 0 && value <= 1;
        }

        static boolean isErrorStatus(double value) {
            return value >= 400 && Arrays.stream(Status.values()).anyMatch(status -> status.code() == value);
        }

        static boolean isWhole(double value, int max) {
            return value >= 0 && value <= max && value == Math.rint(value);
        }
    }
}
