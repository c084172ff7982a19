package dev.chatanalytics.perf.scenario;

import dev.chatanalytics.engine.runtime.NamedThreads;
import dev.chatanalytics.perf.testbed.Part;
import dev.chatanalytics.perf.testbed.ProcessCpu;
import dev.chatanalytics.perf.testbed.Surroundings;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Reads each second, on a thread of its own, what CPU time every part has used. Made, closed and asked by one other. */
final class UsageWatch implements AutoCloseable {

    private final Surroundings around;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final List<Reading> readings = new ArrayList<>();
    private final Thread thread = NamedThreads.create("cpu-watch", this::run);
    private IOException failure;

    /** CPU time so far, at one moment. */
    record Reading(Instant time, Duration service, Duration generator, Duration nlp, Duration database) {}

    private UsageWatch(Surroundings around) {
        this.around = around;
    }

    static UsageWatch start(Surroundings around) {
        UsageWatch watch = new UsageWatch(around);
        watch.thread.start();
        return watch;
    }

    /** What was read; call it after closing. */
    List<Reading> readings() throws IOException {
        if (failure != null) {
            throw failure;
        }
        return readings;
    }

    /**
     * CPUs used between two moments, by the readings within; all NaN when there are not two.
     *
     * @param idle which the machine tells
     */
    static Usage between(List<Reading> all, Instant from, Instant to, double idle) {
        List<Reading> within = all.stream()
                .filter(r -> !r.time().isBefore(from) && !r.time().isAfter(to))
                .toList();
        if (within.size() < 2) {
            return new Usage(Double.NaN, Double.NaN, Double.NaN, Double.NaN, idle);
        }
        Reading first = within.get(0);
        Reading last = within.get(within.size() - 1);
        return new Usage(
                cpus(first, last, Reading::service),
                cpus(first, last, Reading::generator),
                cpus(first, last, Reading::nlp),
                cpus(first, last, Reading::database),
                idle);
    }

    @Override
    public void close() {
        closing.countDown();
        NamedThreads.join(thread);
    }

    private static double cpus(Reading first, Reading last, Function<Reading, Duration> part) {
        double used = part.apply(last).minus(part.apply(first)).toNanos();
        return used / Duration.between(first.time(), last.time()).toNanos();
    }

    private void run() {
        try {
            do {
                readings.add(new Reading(
                        Instant.now(),
                        around.cpu(Part.SERVICE),
                        ProcessCpu.of(ProcessHandle.current()),
                        around.cpu(Part.NLP),
                        around.cpu(Part.DATABASE)));
            } while (!closing.await(1, TimeUnit.SECONDS));
        } catch (IOException e) {
            failure = e;
        } catch (InterruptedException e) {
            failure = new IOException("interrupted while reading CPU times", e);
        }
    }
}
