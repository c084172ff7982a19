package dev.chatanalytics.engine.fuzz;

import dev.chatanalytics.engine.message.Message;
import dev.chatanalytics.engine.port.MessageLog;
import dev.chatanalytics.engine.runtime.TimerWheel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/** A log that fails at random, tells at the commit or later and out of order, and notes whoever breaks its contract. */
final class WatchingLog implements MessageLog {

    /** What was done against the contract; empty if all is well. */
    final Queue<String> complaints = new ConcurrentLinkedQueue<>();

    /** Texts of messages that were withdrawn. */
    final Queue<Message> withdrawn = new ConcurrentLinkedQueue<>();

    private record Appended(Message message, Entry entry) {}

    private final Map<Long, Message> kept = new ConcurrentHashMap<>();
    private final AtomicLong tickets = new AtomicLong();
    private final List<Appended> batch = new ArrayList<>();
    private final SplittableRandom random;
    private final TimerWheel timer;
    private final boolean tellsLater;
    private final int faults;
    private final Predicate<Message> isSafe;

    /** @param isSafe whether a message may be forgotten */
    WatchingLog(SplittableRandom random, TimerWheel timer, Predicate<Message> isSafe) {
        this.random = random;
        this.timer = timer;
        this.isSafe = isSafe;
        tellsLater = random.nextBoolean();
        faults = random.nextInt(3) * 5;
    }

    @Override
    public void append(Message message, Entry entry) {
        if (random.nextInt(100) < faults) {
            entry.lost(new IOException("on purpose"));
        } else {
            batch.add(new Appended(message, entry));
        }
    }

    @Override
    public void commit() {
        boolean fails = random.nextInt(100) < faults;
        for (Appended appended : batch) {
            if (tellsLater) {
                timer.schedule(random.nextInt(30), TimeUnit.MILLISECONDS, () -> tell(appended, fails));
            } else {
                tell(appended, fails);
            }
        }
        batch.clear();
    }

    private void tell(Appended appended, boolean fails) {
        if (fails) {
            appended.entry().lost(new IOException("on purpose"));
        } else {
            long ticket = tickets.incrementAndGet();
            kept.put(ticket, appended.message());
            appended.entry().durable(-ticket, ticket);
        }
    }

    @Override
    public void release(long high, long low) {
        Message message = givenBack(high, low);
        require(message == null || isSafe.test(message), "released at " + low + " and not safe");
    }

    @Override
    public void withdraw(long high, long low) {
        Message message = givenBack(high, low);
        if (message != null) {
            withdrawn.add(message);
        }
    }

    private Message givenBack(long high, long low) {
        Message message = kept.remove(low);
        require(message != null && high == -low, "ticket " + high + ", " + low + " is given back twice, or is none");
        return message;
    }

    @Override
    public boolean idle(boolean probe) {
        require(batch.isEmpty(), "idle in the middle of a turn");
        return probe;
    }

    /** Messages that it would still have to replay. */
    int unreleased() {
        return kept.size();
    }

    private void require(boolean rule, String complaint) {
        if (!rule) {
            complaints.add(complaint);
        }
    }
}
