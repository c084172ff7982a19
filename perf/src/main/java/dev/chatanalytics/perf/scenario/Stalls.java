package dev.chatanalytics.perf.scenario;

import dev.chatanalytics.engine.runtime.NamedThreads;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Freezes processes again and again, on a thread of its own. Made, asked and closed by one other thread; closing it ends
 * the stalls, and none of the processes stays frozen.
 */
final class Stalls implements AutoCloseable {

    private final Victims victims;
    private final Plan plan;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final List<Stall> done = new ArrayList<>();
    private final Thread thread;
    private IOException failure;

    /** Who is frozen. */
    interface Victims {

        /** The processes that run now, the one that starts others first. */
        List<ProcessHandle> now() throws IOException;
    }

    /**
     * When.
     *
     * @param first how long from now to the first
     * @param every from one's start to the next one's
     * @param count how many
     * @param length of each
     */
    record Plan(Duration first, Duration every, int count, Duration length) {}

    /** One, by the wall clock. */
    record Stall(Instant from, Instant to) {}

    private Stalls(Victims victims, Plan plan) {
        this.victims = victims;
        this.plan = plan;
        thread = NamedThreads.create("stalls", this::run);
    }

    /** The plan's times count from now. */
    static Stalls start(Victims victims, Plan plan) {
        Stalls stalls = new Stalls(victims, plan);
        stalls.thread.start();
        return stalls;
    }

    /** Those that have been; waits until all have. */
    List<Stall> await() throws IOException {
        NamedThreads.join(thread);
        if (failure != null) {
            throw failure;
        }
        return done;
    }

    @Override
    public void close() {
        closing.countDown();
        NamedThreads.join(thread);
    }

    private void run() {
        long start = System.nanoTime();
        try {
            for (int i = 0; i < plan.count(); i++) {
                Duration at = plan.first().plus(plan.every().multipliedBy(i));
                if (closing.await(start + at.toNanos() - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    return;
                }
                done.add(stall());
            }
        } catch (IOException e) {
            failure = e;
        } catch (InterruptedException e) {
            failure = new IOException("interrupted in a stall", e);
        }
    }

    private Stall stall() throws IOException, InterruptedException {
        Instant from = Instant.now();
        List<ProcessHandle> first = victims.now();
        List<ProcessHandle> all = first;
        try {
            Signals.stop(first);
            all = victims.now(); // the first ones may have started more before they stopped
            Signals.stop(all);
            closing.await(from.plus(plan.length()).toEpochMilli() - System.currentTimeMillis(), TimeUnit.MILLISECONDS);
        } finally {
            Signals.goOn(all);
        }
        return new Stall(from, Instant.now());
    }
}
