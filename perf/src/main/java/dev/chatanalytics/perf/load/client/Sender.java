package dev.chatanalytics.perf.load.client;

import dev.chatanalytics.perf.load.client.Latencies.Series;
import dev.chatanalytics.perf.load.client.Outcomes.Outcome;
import dev.chatanalytics.perf.load.client.Tally.Count;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import java.time.Instant;

/**
 * Sends one event loop's share of a run: every message {@code first + n × step}, as soon as it is due and a connection is
 * free. Used on that event loop only.
 *
 * <p>Every latency counts from the intended send time, so whatever delays a message, be it the service, a lack of free
 * connections or this thread itself, is in the figures (no coordinated omission).
 */
final class Sender {

    private final Run run;
    private final RequestTemplates templates;
    private final ConnectionPool pool;
    private final MessageHead head;
    private final Blame blame;
    private final ByteBufAllocator allocator = PooledByteBufAllocator.DEFAULT;
    private final Tally tally = new Tally();
    private final Latencies latencies = new Latencies();
    private final int step;
    private final int messages;
    private final int warmup;
    private int next;
    private int outstanding;

    Sender(Run run, RequestTemplates templates, ConnectionPool pool, int first, int step) {
        this.run = run;
        this.templates = templates;
        this.pool = pool;
        this.step = step;
        next = first;
        head = new MessageHead(run.runId(), run.bots());
        messages = run.schedule().messages();
        warmup = run.schedule().warmupMessages();
        blame = new Blame(run.startNanos());
    }

    /** Sends what is due. Called about every millisecond. */
    void tick() {
        long now = System.nanoTime();
        int due = run.schedule().dueBy(now - run.startNanos());
        blame.tick(now, due);
        send(due);
    }

    /** Sends what could not be sent for want of a free connection. */
    void connectionFreed() {
        if (blame.waitingBelow() > next) {
            send(blame.waitingBelow());
        }
    }

    /** Whether every message was sent and every answer is here. */
    boolean finished() {
        return next >= messages && outstanding == 0;
    }

    void answered(int message, int status) {
        outstanding--;
        boolean acknowledged = status == 202;
        tally.answered(status);
        run.outcomes().set(message, acknowledged ? Outcome.ACKNOWLEDGED : Outcome.REFUSED);
        latencies.record(series(message, acknowledged), late(message, System.nanoTime()));
    }

    void lost(int message) {
        outstanding--;
        tally.add(Count.LOST);
        run.outcomes().set(message, Outcome.LOST);
    }

    Tally tally() {
        return tally;
    }

    Latencies latencies() {
        return latencies;
    }

    private void send(int due) {
        if (next < due) {
            head.stamp(Instant.now());
        }
        while (next < due) {
            Connection connection = pool.poll();
            if (connection == null) {
                blame.noneFree(due);
                return;
            }
            send(connection, next);
            next += step;
        }
    }

    private void send(Connection connection, int message) {
        long late = late(message, System.nanoTime());
        if (message >= warmup) {
            latencies.record(Series.LATENESS, late);
            if (late > Blame.LATE_NANOS) {
                tally.add(blame.of(message));
            }
        }
        outstanding++;
        tally.add(Count.SENT);
        run.outcomes().set(message, Outcome.UNANSWERED);
        connection.send(this, message, request(message));
    }

    private ByteBuf request(int message) {
        int text = message % templates.size();
        byte[] first = templates.head(text);
        byte[] last = templates.tail(text);
        return allocator
                .directBuffer(first.length + MessageHead.LENGTH + last.length)
                .writeBytes(first)
                .writeBytes(head.of(message))
                .writeBytes(last);
    }

    private Series series(int message, boolean acknowledged) {
        if (message < warmup) {
            return Series.WARMUP;
        }
        return acknowledged ? Series.ACKNOWLEDGED : Series.REFUSED;
    }

    private long late(int message, long now) {
        return now - run.startNanos() - run.schedule().intendedNanos(message);
    }
}
