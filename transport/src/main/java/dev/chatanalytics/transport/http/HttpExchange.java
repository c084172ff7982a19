package dev.chatanalytics.transport.http;

import dev.chatanalytics.engine.Sender;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request and its one answer. {@link #respond} and {@link #reset} may be called on any thread. The request may be looked
 * at until it is answered; then it is dropped.
 */
public final class HttpExchange {

    private static final AtomicReferenceFieldUpdater<HttpExchange, HttpAnswer> ANSWER =
            AtomicReferenceFieldUpdater.newUpdater(HttpExchange.class, HttpAnswer.class, "answer");
    private static final Logger LOG = LoggerFactory.getLogger(HttpExchange.class);
    private static final long TICK = TimeUnit.MILLISECONDS.toNanos(1);

    private final HttpConnection connection;
    private final Sender sender;
    private final long since = System.nanoTime();
    private final boolean isHead;
    private final boolean isHttp10;
    private RequestHead head;
    private byte[] body;
    private volatile HttpAnswer answer;

    /** On the desk's clock; of the desk's {@link Deadlines} only. */
    long waitsSince;

    /** What is answered when nobody else does; of the desk's {@link Deadlines} only. */
    LateAnswer otherwise;

    /** Charged for an answer that waits for those before it; of {@link Unanswered} only. */
    int inLineBytes;

    /** @param head null for what is not a request */
    HttpExchange(HttpConnection connection, RequestHead head, byte[] body, Sender sender) {
        this.connection = connection;
        this.head = head;
        isHead = head != null && head.method().equals("HEAD");
        isHttp10 = head != null && head.isHttp10();
        this.body = body;
        this.sender = sender;
    }

    /** As it came, such as {@code POST}. */
    public String method() {
        return head.method();
    }

    /** The path, not decoded, without the query. */
    public String path() {
        return head.path();
    }

    /** What follows the first {@code ?}, not decoded, or null. */
    public String query() {
        return head.query();
    }

    /** The first header of this name, in whatever case, or null. */
    public String header(String name) {
        return head.header(name);
    }

    /** All headers of this name, in whatever case, as one: a list may go on in another line. Null when there is none. */
    public String list(String name) {
        return head.list(name);
    }

    /** Whose request it is, as was decided at its head. */
    public Sender sender() {
        return sender;
    }

    /** The whole body, which is the caller's; empty when there was none. Once: it is not kept here. */
    public byte[] takeBody() {
        byte[] taken = body;
        body = null;
        return taken;
    }

    /** Whether there is an answer already, whoever gave it. Any thread. */
    public boolean isAnswered() {
        return answer != null;
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
        boolean large = given.body().length > Unanswered.MAX_UNCOUNTED;
        if (!connection.desk().loop().inEventLoop()) {
            Runnable task = large ? () -> connection.sendLarge(this) : connection.answersGiven;
            whileOpen(() -> connection.desk().loop().execute(task));
        } else if (large) {
            connection.sendLarge(this);
        } else {
            connection.sendAnswers();
        }
        return true;
    }

    /** Answers after a delay, unless that was done before. Any thread. Rounded up to a whole millisecond. */
    public void respondAfter(Duration delay, HttpAnswer given) {
        // Due times fall together on milliseconds, so that one wake-up serves many.
        long due = System.nanoTime() + delay.toNanos() + TICK - 1;
        connection
                .desk()
                .loop()
                .schedule(() -> respond(given), due - due % TICK - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    /**
     * Sees to it that there is an answer in time. Event loop only. Coarse: up to 20 ms late. Cheap when few different
     * limits are used on a server, since those of one limit stand in a queue.
     *
     * <p>Time during which this process stood still does not count.
     *
     * @param otherwise asked for an answer when there was none within the limit
     */
    public void respondWithin(Duration limit, LateAnswer otherwise) {
        if (answer == null) {
            connection.desk().deadlines().add(this, limit, otherwise);
        }
    }

    /** Breaks the connection with a TCP reset, and all that is unanswered on it. Any thread. */
    public void reset() {
        whileOpen(() -> connection.desk().loop().execute(connection::reset));
    }

    /** Null until there is one. */
    HttpAnswer answer() {
        return answer;
    }

    /**
     * Lets go of the request, which nobody will ask for any more: whoever still holds this exchange, perhaps for long, need not
     * hold that, too. Event loop only; method, path, headers and body are not to be asked for afterwards.
     */
    public void forgetRequest() {
        head = null;
        body = null;
    }

    /** Nanoseconds since the request was whole, or was refused at its head. */
    long age() {
        return System.nanoTime() - since;
    }

    boolean isHead() {
        return isHead;
    }

    boolean isHttp10() {
        return isHttp10;
    }

    private static void whileOpen(Runnable handOver) {
        try {
            handOver.run();
        } catch (RejectedExecutionException e) {
            LOG.debug("Answered after the event loops were closed, and with them the connection: {}", e.toString());
        }
    }
}
