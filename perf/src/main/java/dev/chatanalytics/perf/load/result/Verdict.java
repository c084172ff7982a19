package dev.chatanalytics.perf.load.result;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Whether a run may be believed.
 *
 * @param reasons why not, in words; empty when it may
 */
public record Verdict(List<String> reasons) {

    /** More late messages than this part of all make a run invalid. */
    public static final double MAX_LATE = 0.01;

    /** More CPU time than this part stolen by the hypervisor makes a run invalid. */
    public static final double MAX_STEAL = 0.01;

    /** Less idle time than this part on the generator's CPUs makes a run invalid. */
    public static final double MIN_IDLE = 0.01;

    public Verdict {
        reasons = List.copyOf(reasons);
    }

    /**
     * Judges a run.
     *
     * @param idle part, 0 to 1, of the time of the generator's CPUs, warm-up left out
     * @param steal the same
     */
    public static Verdict of(Lateness lateness, double idle, double steal) {
        List<String> reasons = new ArrayList<>();
        if (lateness.rate() > MAX_LATE) {
            reasons.add(text(
                    "%.1f %% of the messages were sent more than 10 ms late (at most %.0f %%): %d since the generator did"
                            + " not get to run, %d since no connection was free, %d never",
                    100 * lateness.rate(),
                    100 * MAX_LATE,
                    lateness.lateSender(),
                    lateness.lateConnection(),
                    lateness.unsent()));
        }
        if (steal > MAX_STEAL) {
            reasons.add(text(
                    "%.1f %% of the generator's CPU time was stolen by the hypervisor (at most %.0f %%)",
                    100 * steal, 100 * MAX_STEAL));
        }
        if (idle < MIN_IDLE) {
            reasons.add(text(
                    "the generator's CPUs were only %.1f %% idle (at least %.0f %%): the set-up itself is at its limit",
                    100 * idle, 100 * MIN_IDLE));
        }
        return new Verdict(reasons);
    }

    /** Whether the figures may be believed. */
    public boolean valid() {
        return reasons.isEmpty();
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
