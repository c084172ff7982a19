package dev.chatanalytics.ops.verify.chaos;

import dev.chatanalytics.engine.runtime.NamedThreads;
import dev.chatanalytics.ops.verify.chaos.FaultRecord.Result;
import dev.chatanalytics.ops.verify.load.Load;
import dev.chatanalytics.ops.verify.oracle.Findings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Does what a schedule says, each lane on a thread of its own, {@code chaos-0} and {@code chaos-1}, which {@link #finish}
 * joins after the faults under way have been healed. The other methods are for any thread.
 */
final class FaultRunner implements AutoCloseable {

    private static final int LANES = 2;

    /** Also when an earlier fault took longer than planned: a blow to what is just getting up shows little. */
    private static final Duration BREATH = Duration.ofSeconds(2);

    private final long began = System.nanoTime();
    private final CountDownLatch over = new CountDownLatch(1);
    private final Set<FaultKind> active = EnumSet.noneOf(FaultKind.class);
    private final List<FaultRecord> records = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final Injector injector;
    private volatile Exception failure;

    private FaultRunner(ChaosStack stack, Load load, Findings findings) {
        injector = new Injector(stack, load, findings, this::isOver);
    }

    static FaultRunner start(ChaosStack stack, Load load, Findings findings, List<ScheduledFault> schedule) {
        FaultRunner runner = new FaultRunner(stack, load, findings);
        for (int i = 0; i < LANES; i++) {
            int lane = i;
            List<ScheduledFault> faults =
                    schedule.stream().filter(f -> f.lane() == lane).toList();
            runner.threads.add(NamedThreads.create("chaos-" + lane, () -> runner.run(faults)));
        }
        runner.threads.forEach(Thread::start);
        return runner;
    }

    /** Whether all faults have been done. */
    boolean isDone() {
        return threads.stream().noneMatch(Thread::isAlive);
    }

    /** What went wrong with the stack itself, or null: then the run proves nothing. */
    Exception failure() {
        return failure;
    }

    /** Those under way. */
    Set<FaultKind> active() {
        synchronized (active) {
            return Set.copyOf(active);
        }
    }

    /** What was done so far, in the order in which it began. */
    List<FaultRecord> records() {
        synchronized (records) {
            return List.copyOf(records);
        }
    }

    /** Ends the faults under way before their time, and does no more. Blocks until they are healed. */
    void finish() {
        over.countDown();
        threads.forEach(NamedThreads::join);
    }

    @Override
    public void close() {
        finish();
    }

    private void run(List<ScheduledFault> faults) {
        try {
            for (ScheduledFault fault : faults) {
                Duration wait = fault.at().minus(Duration.ofNanos(System.nanoTime() - began));
                if (isOver(wait.compareTo(BREATH) > 0 ? wait : BREATH) || failure != null) {
                    return;
                }
                attempt(fault);
            }
        } catch (InterruptedException e) {
            failure = e;
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            failure = e;
        }
    }

    private void attempt(ScheduledFault fault) throws Exception {
        String cannot = injector.cannot(fault.kind());
        if (cannot != null) {
            record(new FaultRecord(fault, seconds(), seconds(), Result.SKIPPED, cannot));
            return;
        }
        begin(fault.kind());
        double from = seconds();
        int index = record(new FaultRecord(fault, from, Double.NaN, Result.RUNNING, ""));
        try {
            String note = injector.inject(fault);
            synchronized (records) {
                records.set(index, new FaultRecord(fault, from, seconds(), Result.DONE, note));
            }
        } finally {
            end(fault.kind());
        }
    }

    private int record(FaultRecord record) {
        synchronized (records) {
            records.add(record);
            return records.size() - 1;
        }
    }

    /** Waits until no other fault is in the way. */
    private void begin(FaultKind kind) throws InterruptedException {
        synchronized (active) {
            while (active.stream().anyMatch(other -> injector.clash(kind, other))) {
                active.wait();
            }
            active.add(kind);
        }
    }

    private void end(FaultKind kind) {
        synchronized (active) {
            active.remove(kind);
            active.notifyAll();
        }
    }

    private boolean isOver(Duration length) throws InterruptedException {
        return over.await(Math.max(0, length.toNanos()), TimeUnit.NANOSECONDS);
    }

    private double seconds() {
        return (System.nanoTime() - began) / 1e9;
    }
}
