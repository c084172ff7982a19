package dev.chatanalytics.engine.ring;

import dev.chatanalytics.engine.runtime.TimerWheel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices a stage that has work before it and does not move: a thread that has died or hangs in a call, or a store and
 * dead letters that both take nothing. It only says so, once; when the stage moves again, it says that, too.
 *
 * <p>Looks once a second, on the timer's thread; {@link #stalled} and {@link #stalls} are thread-safe. Time in which the
 * process stood still does not count, since the timer's does not.
 */
final class StageWatch {

    /**
     * @param position how far the stage is, a sequence
     * @param goal how far it could be
     */
    record Progress(String stage, LongSupplier position, LongSupplier goal) {}

    /** For which nothing may move beyond the longest NLP call, which is the longest that a healthy stage may wait. */
    private static final int GRACE_SECONDS = 10;

    private static final Logger LOG = LoggerFactory.getLogger(StageWatch.class);

    private final List<Progress> stages;
    private final int patienceSeconds;
    private final long[] lastPositions;
    private final int[] secondsStill;
    private volatile String stalled;
    private volatile long stalls;
    private volatile boolean stopped;

    /** @param longestCall how long an NLP call may take at most */
    StageWatch(List<Progress> stages, Duration longestCall) {
        this.stages = stages;
        patienceSeconds = GRACE_SECONDS + (int) Math.ceil(longestCall.toMillis() / 1_000.0);
        lastPositions = new long[stages.size()];
        secondsStill = new int[stages.size()];
    }

    /** @param andThen is run once a second, too */
    void start(TimerWheel timer, Runnable andThen) {
        timer.schedule(1, TimeUnit.SECONDS, () -> {
            if (!stopped) {
                look();
                andThen.run();
                start(timer, andThen);
            }
        });
    }

    void stop() {
        stopped = true;
    }

    Optional<String> stalled() {
        return Optional.ofNullable(stalled);
    }

    long stalls() {
        return stalls;
    }

    /** Called once a second. */
    void look() {
        String still = null;
        for (int i = 0; i < stages.size(); i++) {
            Progress stage = stages.get(i);
            long position = stage.position().getAsLong();
            boolean waiting = position < stage.goal().getAsLong();
            secondsStill[i] = waiting && position == lastPositions[i] ? secondsStill[i] + 1 : 0;
            lastPositions[i] = position;
            if (secondsStill[i] >= patienceSeconds) {
                still = stage.stage(); // of those that share a thread the last one with work holds it up
            }
        }
        report(still);
    }

    private void report(String still) {
        String before = stalled;
        stalled = still;
        if (still != null && before == null) {
            stalls++;
            LOG.error("{} has stood still for {} s with work before it\n{}", still, patienceSeconds, stacks());
        } else if (still == null && before != null) {
            LOG.info("{} moves again", before);
        }
    }

    private static String stacks() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> thread.getKey().getName().matches("(ring|batch-writer)-.*"))
                .map(StageWatch::stack)
                .collect(Collectors.joining("\n"));
    }

    private static String stack(Map.Entry<Thread, StackTraceElement[]> thread) {
        return thread.getKey().getName() + "\n"
                + Stream.of(thread.getValue()).map(line -> "    at " + line).collect(Collectors.joining("\n"));
    }
}
