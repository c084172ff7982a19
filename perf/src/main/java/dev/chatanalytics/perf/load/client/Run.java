package dev.chatanalytics.perf.load.client;

import java.time.Instant;

/**
 * One run at one rate.
 *
 * @param runId starts every message's id
 * @param bots among whom the messages are spread
 * @param startNanos when the schedule starts, by {@link System#nanoTime}
 * @param start the same by the wall clock
 * @param outcomes of each message
 */
public record Run(Schedule schedule, String runId, int bots, long startNanos, Instant start, Outcomes outcomes) {

    private static final long LEAD_NANOS = 20_000_000;

    /** A run with a new id, which starts in a moment. */
    public static Run startingNow(Schedule schedule, int bots) {
        return new Run(
                schedule,
                MessageIds.newRunId(),
                bots,
                System.nanoTime() + LEAD_NANOS,
                Instant.now().plusNanos(LEAD_NANOS),
                new Outcomes(schedule.messages()));
    }
}
