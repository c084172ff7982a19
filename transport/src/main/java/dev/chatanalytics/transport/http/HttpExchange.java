package dev.chatanalytics.transport.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request and its one answer. {@link #respond} and {@link #reset} may be called on any thread; the request itself
 * does not change.
 */
public final class HttpExchange {

    private static final AtomicReferenceFieldUpdater<HttpExchange, HttpAnswer> ANSWER =
            AtomicReferenceFieldUpdater.newUpdater(HttpExchange.class, HttpAnswer.class, "answer");
    private static final Logger LOG = LoggerFactory.getLogger(HttpExchange.class);
    private static final long TICK = TimeUnit.MILLISECONDS.toNanos(1);

    private final HttpConnection connection;
    private final HttpRequest head;
    private final long since = System.nanoTime();
    private final byte[] body;
    private volatile HttpAnswer answer;

    /** On the desk's clock; of the desk's {@link Deadlines} only. */
    long deadline;

    /** What is answered at the deadline; of the desk's {@link Deadlines} only. */
    Supplier<HttpAnswer> otherwise;

    HttpExchange(HttpConnection connection, HttpRequest head, byte[] body) {
        this.connection = connection;
        this.head = head;
        this.body = body;
    }

    /** As it came, such as {@code POST}. */
    public String method() {
        return head.method().name();
    }

    /** The path, not decoded, without the query. */
    public String path() {
        return RequestTarget.path(head.uri());
    }

    /** What follows the first {@code ?}, not decoded, or null. */
    public String query() {
        return RequestTarget.query(head.uri());
    }

    /** The first header of this name, in whatever case, or null. */
    public String header(String name) {
        return head.headers().get(name);
    }

    /** The {@code Content-Type}, or null. */
    public String contentType() {
        return head.headers().get(HttpHeaderNames.CONTENT_TYPE);
    }

    /** The {@code Content-Encoding}, or null. */
    public String contentEncoding() {
        return head.headers().get(HttpHeaderNames.CONTENT_ENCODING);
    }

    /** The whole body, which is the caller's; empty when there was none. */
    public byte[] body() {
        return body;
    }

    /**
     * Answers, unless that was done before. Any thread; never blocks. When the client is gone meanwhile, nothing
     * happens.
     *
     * @return whether this was the first answer
     */
    public boolean respond(HttpAnswer given) {
        if (!ANSWER.compareAndSet(this, null, given)) {
            return false;
        }
        if (connection.eventLoop().inEventLoop()) {
            connection.sendAnswers();
        } else {
            whileOpen(() -> connection.eventLoop().execute(connection.answersGiven));
        }
        return true;
    }

    /** Answers after a delay, unless that was done before. Any thread. Rounded up to a whole millisecond. */
    public void respondAfter(Duration delay, HttpAnswer given) {
        // Due times fall together on milliseconds, so that one wake-up serves many.
        long due = System.nanoTime() + delay.toNanos() + TICK - 1;
        connection
                .eventLoop()
                .schedule(() -> respond(given), due - due % TICK - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    /**
     * Sees to it that there is an answer in time. Event loop only. Coarse: up to 20 ms late. Cheap when few different
     * limits are used on a server, since those of one limit stand in a queue.
     *
     * <p>Time during which this process stood still does not count.
     *
     * @param otherwise gives the answer when there was none within the limit; called on the event loop
     */
    public void respondWithin(Duration limit, Supplier<HttpAnswer> otherwise) {
        if (answer == null) {
            connection.desk().deadlines().add(this, limit, otherwise);
        }
    }

    /** Breaks the connection with a TCP reset, and all that is unanswered on it. Any thread. */
    public void reset() {
        whileOpen(() -> connection.eventLoop().execute(connection::reset));
    }

    /** Null until there is one. */
    HttpAnswer answer() {
        return answer;
    }

    /** Nanoseconds since the request was whole. */
    long age() {
        return System.nanoTime() - since;
    }

    boolean isHead() {
        return head != null && method().equals("HEAD");
    }

    boolean isHttp10() {
        return head != null && head.protocolVersion().minorVersion() == 0;
    }

    private static void whileOpen(Runnable handOver) {
        try {
            handOver.run();
        } catch (RejectedExecutionException e) {
            LOG.debug("Answered after the event loops were closed, and with them the connection: {}", e.toString());
        }
    }
}
