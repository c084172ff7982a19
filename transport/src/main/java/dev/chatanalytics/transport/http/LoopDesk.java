package dev.chatanalytics.transport.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.chatanalytics.engine.admission.ByteBudget;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the connections of one server on one event loop share: a coarse clock, the deadlines, the sweep for slow and idle
 * ones, the bytes that they hold, and the flush of answers.
 *
 * <p>Event loop only, except for {@link #closeIdle} and {@link #stop}.
 *
 * <p><b>The clock is of the time during which this process ran</b>, to 10 ms: after a pause of the machine or of the
 * collector it moves by one tick only, so that no deadline passes for everybody at once because nobody was running.
 */
final class LoopDesk {

    private static final Logger LOG = LoggerFactory.getLogger(LoopDesk.class);
    static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long STALL_NANOS = 5 * TICK_NANOS;
    private static final long MAX_SWEEP_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "'Date: 'EEE, dd MMM yyyy HH:mm:ss 'GMT\r\n'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final EventLoop loop;
    private final long sweepNanos;
    private final Deadlines deadlines = new Deadlines();
    private final Set<HttpConnection> connections = new HashSet<>();
    private final Holdings unfinished;
    private final Holdings unsent;
    private final long limit;
    private final List<AnswerWriter> unflushed = new ArrayList<>();
    private final Runnable flush = this::flush;
    private final Future<?> ticks;
    private long clock;
    private long activities;
    private long lastTick = System.nanoTime();
    private long lastSweep;
    private long dateSecond;
    private byte[] date;

    /** @param loops among which the budget's part for receiving is divided */
    LoopDesk(EventLoop loop, HttpServerOptions options, ByteBudget budget, int loops) {
        this.loop = loop;
        unfinished = new Holdings(budget);
        unsent = new Holdings(budget);
        limit = budget.receivingLimit() / loops;
        long shortest = Math.min(
                options.requestTimeout().toNanos(), options.idleTimeout().toNanos());
        sweepNanos = Math.min(shortest / 8, MAX_SWEEP_NANOS);
        refreshDate();
        ticks = loop.scheduleWithFixedDelay(this::tick, TICK_NANOS, TICK_NANOS, TimeUnit.NANOSECONDS);
    }

    /** On which the connections are. Any thread. */
    EventLoop loop() {
        return loop;
    }

    void add(HttpConnection connection) {
        connections.add(connection);
    }

    void remove(HttpConnection connection) {
        connections.remove(connection);
    }

    Deadlines deadlines() {
        return deadlines;
    }

    /** What the connection holds of a request that is not whole. */
    Holdings.Share unfinished(HttpConnection connection) {
        return unfinished.of(connection);
    }

    /** What the connection holds of answers that its client has not taken. */
    Holdings.Share unsent(HttpConnection connection) {
        return unsent.of(connection);
    }

    /** Cuts off the requests that have been under way for longest while all together hold too much. */
    void limitUnfinished() {
        while (unfinished.total() > limit) {
            unfinished.oldest().cutOff();
        }
    }

    /** Breaks the connections whose clients have not taken their answers for longest while all of them are too much. */
    void limitUnsent() {
        while (unsent.total() > limit) {
            unsent.oldest().reset();
        }
    }

    /** Nanoseconds for which this loop has been running. */
    long clock() {
        return clock;
    }

    /** Numbers what happens on the connections, finer than the clock does. */
    long nextActivity() {
        return ++activities;
    }

    /** The {@code Date} header with its line end, right to the second. */
    byte[] date() {
        return date;
    }

    /** Flushes the writer behind all answers that are already waiting for this loop, and together with theirs. */
    void flushSoon(AnswerWriter writer) {
        if (unflushed.isEmpty()) {
            loop.execute(flush);
        }
        unflushed.add(writer);
    }

    /** Closes the connections on which nothing is going on. Any thread. */
    void closeIdle() {
        loop.execute(() -> List.copyOf(connections).forEach(HttpConnection::closeIfIdle));
    }

    /** No more ticks. Any thread. */
    void stop() {
        ticks.cancel(false);
    }

    private void flush() {
        for (int i = 0; i < unflushed.size(); i++) { // a flush may bring another connection in
            try {
                unflushed.get(i).flush();
            } catch (RuntimeException e) {
                LOG.error("Answers of a connection could not be sent", e); // and those of the others are
            }
        }
        unflushed.clear();
    }

    private void tick() {
        try {
            moveOn();
        } catch (RuntimeException | Error e) {
            LOG.error(
                    "A tick of {} failed", Thread.currentThread().getName(), e); // and the next one comes all the same
        }
    }

    private void moveOn() {
        long elapsed = System.nanoTime() - lastTick;
        lastTick += elapsed;
        clock += elapsed > STALL_NANOS ? TICK_NANOS : elapsed;
        refreshDate();
        deadlines.expire(clock);
        limitUnsent();
        if (clock - lastSweep >= sweepNanos) {
            lastSweep = clock;
            List.copyOf(connections).forEach(HttpConnection::sweep);
        }
    }

    private void refreshDate() {
        long second = System.currentTimeMillis() / 1000;
        if (second != dateSecond) {
            dateSecond = second;
            date = DATE.format(Instant.ofEpochSecond(second)).getBytes(US_ASCII);
        }
    }
}
