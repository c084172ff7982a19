package dev.chatanalytics.engine.fuzz;

import dev.chatanalytics.engine.message.Message;
import dev.chatanalytics.engine.port.MessageLog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;

/** A journal that fails at random, and notes whoever breaks its contract. */
final class WatchingLog implements MessageLog {

    /** What was done against the contract; empty if all is well. */
    final Queue<String> complaints = new ConcurrentLinkedQueue<>();

    private final NavigableMap<Long, Message> committed = new ConcurrentSkipListMap<>();
    private final List<Map.Entry<Long, Message>> appended = new ArrayList<>();
    private final SplittableRandom random;
    private final int faults;
    private final Predicate<Message> isSafe;
    private long lastAppended = -1;
    private long lastReleased = -1;

    /** @param isSafe whether a message may be forgotten */
    WatchingLog(SplittableRandom random, Predicate<Message> isSafe) {
        this.random = random;
        this.isSafe = isSafe;
        faults = random.nextInt(3) * 5;
    }

    @Override
    public void append(long sequence, Message message) throws IOException {
        require(sequence > lastAppended, "append " + sequence + " after " + lastAppended);
        lastAppended = sequence;
        if (random.nextInt(100) < faults) {
            throw new IOException("on purpose");
        }
        appended.add(Map.entry(sequence, message));
    }

    @Override
    public void commit() throws IOException {
        List<Map.Entry<Long, Message>> batch = List.copyOf(appended);
        appended.clear();
        if (random.nextInt(100) < faults) {
            throw new IOException("on purpose");
        }
        batch.forEach(entry -> committed.put(entry.getKey(), entry.getValue()));
    }

    /** Called on the persist thread, which alone reads {@code lastReleased}. */
    @Override
    public void release(long sequence) {
        require(sequence > lastReleased, "release " + sequence + " after " + lastReleased);
        lastReleased = sequence;
        NavigableMap<Long, Message> released = committed.headMap(sequence, true);
        released.forEach((at, message) -> require(isSafe.test(message), "released at " + at + " and not safe"));
        released.clear();
    }

    /** Messages that it would still have to replay. */
    int unreleased() {
        return committed.size();
    }

    private void require(boolean rule, String complaint) {
        if (!rule) {
            complaints.add(complaint);
        }
    }
}
