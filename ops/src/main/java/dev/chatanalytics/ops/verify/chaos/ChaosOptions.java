package dev.chatanalytics.ops.verify.chaos;

import dev.chatanalytics.ops.verify.traffic.Run;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What a chaos run is to be. Immutable.
 *
 * @param seed of the schedule and of the messages
 * @param duration of the load
 * @param kinds of faults to draw from
 * @param pooler PgBouncer's program, to be between the service and the database, or null
 * @param work where the stack's own directory is made
 */
public record ChaosOptions(
        long seed,
        Duration duration,
        int rate,
        int bots,
        Durability durability,
        List<FaultKind> kinds,
        Path pooler,
        Path work) {

    private static final Duration SHORTEST = Duration.ofSeconds(20);

    /** @throws IllegalArgumentException when it is too short for any fault, has no load, or nothing of a kind that it is to hurt */
    public ChaosOptions {
        new Run(seed, 0, rate, bots); // is what says no
        if (duration.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException(
                    "duration: " + duration.toSeconds() + "s (expected: at least " + SHORTEST.toSeconds() + "s)");
        }
        if (pooler == null && kinds.contains(FaultKind.POOLER)) {
            throw new IllegalArgumentException("faults: pooler (expected: only with --pooler)");
        }
    }

    /** What makes the same run again. */
    public String command() {
        StringBuilder command = new StringBuilder("ops/bin/chat-analytics verify --chaos --seed " + seed
                + " --duration " + duration.toSeconds() + "s --rate " + rate + " --bots " + bots + " --durability "
                + durability.key());
        if (pooler != null) {
            command.append(" --pooler");
        }
        if (kinds.size() < FaultKind.all(pooler != null).size()) {
            command.append(" --faults ")
                    .append(String.join(
                            ",", kinds.stream().map(FaultKind::option).toList()));
        }
        return command.toString();
    }
}
