package dev.chatanalytics.ops.sandbox;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/**
 * What the sandbox has done since it started. Thread-safe. Each call is counted once, under the outcome that was decided
 * for it, whether or not its client waited for it; so {@code calls} is the sum of the outcomes.
 */
final class SandboxStats {

    private final Map<Outcome, LongAdder> counts = new EnumMap<>(Outcome.class);
    private final InFlight inFlight = new InFlight();

    SandboxStats() {
        for (Outcome outcome : Outcome.values()) {
            counts.put(outcome, new LongAdder());
        }
    }

    void count(Outcome outcome) {
        counts.get(outcome).increment();
    }

    /** The call will be answered after this delay. */
    void count(Outcome outcome, long delayNanos) {
        count(outcome);
        inFlight.add(delayNanos);
    }

    /** One flat JSON object. */
    String toJson() {
        Map<Outcome, Long> sums = new EnumMap<>(Outcome.class);
        counts.forEach((outcome, count) -> sums.put(outcome, count.sum()));
        long calls = sums.values().stream().mapToLong(Long::longValue).sum();
        return Arrays.stream(Outcome.values())
                .map(outcome -> ",\"" + outcome.json() + "\":" + sums.get(outcome))
                .collect(Collectors.joining("", "{\"calls\":" + calls + ",\"in_flight\":" + inFlight.count(), "}"));
    }
}
