package dev.chatanalytics.ops.verify.chaos;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Which faults come when: one, or two that overlap, then a pause, and every kind once before any comes again. The same
 * arguments give the same schedule, on any machine.
 */
public final class FaultSchedule {

    private static final Duration QUIET_START = Duration.ofSeconds(3);
    private static final Duration QUIET_END = Duration.ofSeconds(5);
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(1_500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final double OVERLAPPING = 0.4;

    private final Random random; // whose sequence is specified
    private final List<FaultKind> kinds;
    private final Deque<FaultKind> bag = new ArrayDeque<>();
    private final List<ScheduledFault> faults = new ArrayList<>();

    private FaultSchedule(long seed, List<FaultKind> kinds) {
        this.random = new Random(seed);
        this.kinds = kinds;
    }

    /**
     * Draws a schedule.
     *
     * @param duration of the load; the last fault ends well before it
     * @param kinds to draw from, not empty
     */
    public static List<ScheduledFault> draw(long seed, Duration duration, List<FaultKind> kinds) {
        FaultSchedule schedule = new FaultSchedule(seed, kinds);
        Duration limit = duration.minus(QUIET_END);
        Duration at = QUIET_START;
        while (at != null) {
            at = schedule.next(at, limit);
        }
        return List.copyOf(schedule.faults);
    }

    /** Adds one fault or two. Returns when the next may begin, or null when there is no room for these. */
    private Duration next(Duration at, Duration limit) {
        ScheduledFault first = fault(draw(null), 0, at);
        if (first.end().compareTo(limit) > 0) {
            return null;
        }
        faults.add(first);
        Duration end = first.end();
        if (random.nextDouble() < OVERLAPPING) {
            Duration within = at.plus(between(Duration.ZERO, first.length()));
            Optional<ScheduledFault> second = partner(first.kind())
                    .map(kind -> fault(kind, 1, within))
                    .filter(f -> f.end().compareTo(limit) <= 0);
            second.ifPresent(faults::add);
            end = second.map(ScheduledFault::end)
                    .filter(e -> e.compareTo(first.end()) > 0)
                    .orElse(end);
        }
        return end.plus(between(SHORTEST_PAUSE, LONGEST_PAUSE));
    }

    private Optional<FaultKind> partner(FaultKind first) {
        return kinds.stream().anyMatch(first::canMeet) ? Optional.of(draw(first)) : Optional.empty();
    }

    /** The next kind out of the bag that can meet this one. Those that cannot stay for later. */
    private FaultKind draw(FaultKind other) {
        while (true) {
            for (FaultKind kind : bag) {
                if (other == null || kind.canMeet(other)) {
                    bag.remove(kind);
                    return kind;
                }
            }
            List<FaultKind> more = new ArrayList<>(kinds);
            Collections.shuffle(more, random);
            bag.addAll(more);
        }
    }

    private ScheduledFault fault(FaultKind kind, int lane, Duration at) {
        return new ScheduledFault(kind, lane, at, between(kind.least(), kind.most()), random.nextLong());
    }

    private Duration between(Duration least, Duration most) {
        long range = most.minus(least).toMillis();
        return least.plusMillis((long) (random.nextDouble() * range));
    }
}
