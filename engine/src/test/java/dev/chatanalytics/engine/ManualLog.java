package dev.chatanalytics.engine;

import dev.chatanalytics.engine.message.Message;
import dev.chatanalytics.engine.port.MessageLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A message log that tells when the test says so, and remembers what was given back. Tickets are (7, 1), (7, 2) and so on. */
public final class ManualLog implements MessageLog {

    private static final long HIGH = 7;

    /** Entries that were committed and wait for the test. */
    public final Queue<Entry> untold = new ConcurrentLinkedQueue<>();

    /** How many messages each commit had. */
    public final List<Integer> commits = new CopyOnWriteArrayList<>();

    public final List<Long> released = new CopyOnWriteArrayList<>();
    public final List<Long> withdrawn = new CopyOnWriteArrayList<>();

    /** How often it was asked to note what there is, and how often only to show how long that takes. */
    public final AtomicInteger idle = new AtomicInteger();

    public final AtomicInteger probes = new AtomicInteger();

    private final List<Entry> batch = new ArrayList<>();
    private final AtomicLong tickets = new AtomicLong();
    private final AtomicInteger appended = new AtomicInteger();
    private final Runnable onCommit;
    private volatile boolean tellsAtOnce;
    private volatile Exception fault;

    private ManualLog(boolean tellsAtOnce, Exception fault, Runnable onCommit) {
        this.tellsAtOnce = tellsAtOnce;
        this.fault = fault;
        this.onCommit = onCommit;
    }

    /** One that tells nothing until {@link #tell} is called. */
    public static ManualLog untold() {
        return new ManualLog(false, null, () -> {});
    }

    public static ManualLog durableAtOnce() {
        return durableAfter(() -> {});
    }

    /** One whose commits take as long as the task. */
    public static ManualLog durableAfter(Runnable commit) {
        return new ManualLog(true, null, commit);
    }

    public static ManualLog losing(Exception fault) {
        return new ManualLog(true, fault, () -> {});
    }

    public int appended() {
        return appended.get();
    }

    @Override
    public void append(Message message, Entry entry) {
        appended.incrementAndGet();
        batch.add(entry);
    }

    @Override
    public void commit() {
        onCommit.run();
        commits.add(batch.size());
        untold.addAll(batch);
        batch.clear();
        if (tellsAtOnce) {
            tellAll();
        }
    }

    private void tellAll() {
        for (Entry entry = untold.poll(); entry != null; entry = untold.poll()) {
            tell(entry);
        }
    }

    /** Tells one entry, on the caller's thread. */
    public void tell(Entry entry) {
        if (fault == null) {
            entry.durable(HIGH, tickets.incrementAndGet());
        } else {
            entry.lost(fault);
        }
    }

    @Override
    public void release(long high, long low) {
        require(high);
        released.add(low);
    }

    @Override
    public void withdraw(long high, long low) {
        require(high);
        withdrawn.add(low);
    }

    private static void require(long high) {
        if (high != HIGH) {
            throw new IllegalArgumentException("ticket of somebody else: " + high);
        }
    }

    @Override
    public boolean idle(boolean probe) {
        idle.incrementAndGet();
        if (probe) {
            probes.incrementAndGet();
            onCommit.run();
        }
        return probe;
    }
}
