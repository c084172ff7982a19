package dev.chatanalytics.ops.verify.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.chatanalytics.engine.runtime.NamedThreads;
import dev.chatanalytics.ops.verify.ledger.Answer;
import dev.chatanalytics.ops.verify.ledger.Ledger;
import dev.chatanalytics.ops.verify.traffic.Traffic;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * Sends a run's messages at its rate on a thread of its own, {@code verify-load}, and keeps the ledger. Started once by
 * whoever closes it, which joins the thread.
 *
 * <p>Retries and repeats take their place in the same rate. While no connection is free nothing is sent and nothing is
 * made up for later: the service's faults are not answered with a flood.
 */
public final class Load implements AutoCloseable {

    private static final long MOST_BEHIND_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long TEND_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final int FEWEST_CONNECTIONS = 32;
    private static final int MESSAGES_EACH = 20;

    private final Traffic traffic;
    private final Ledger ledger;
    private final String head;
    private final Conduct conduct = new Conduct();
    private final Agenda agenda;
    private final RepeatingBot bot;
    private final Refusals refusals;
    private final Connections connections;
    private final Thread thread = NamedThreads.create("verify-load", this::run);
    private final long interval;
    private volatile long finishAt;
    private volatile boolean finishing;
    private volatile Throwable failure;

    private Load(Traffic traffic, Ledger ledger, Target target) throws IOException {
        this.traffic = traffic;
        this.ledger = ledger;
        this.head = "POST " + target.path() + " HTTP/1.1\r\nHost: " + target.host() + ":" + target.port()
                + "\r\nContent-Type: application/json\r\nContent-Length: ";
        int rate = traffic.run().rate();
        interval = TimeUnit.SECONDS.toNanos(1) / rate;
        agenda = new Agenda(traffic);
        bot = new RepeatingBot(traffic, conduct);
        refusals = new Refusals(interval);
        connections = new Connections(target, Math.max(FEWEST_CONNECTIONS, rate / MESSAGES_EACH), new Results());
    }

    /** Begins to send. Until the service can be reached, nothing counts as sent. */
    public static Load start(Traffic traffic, Ledger ledger, Target target) throws IOException {
        Load load = new Load(traffic, ledger, target);
        load.thread.start();
        return load;
    }

    /**
     * Sends no more new messages, and waits until the others have their answers or this time has passed.
     *
     * @throws IOException when the load did not do its work to the end
     */
    public void finish(Duration patience) throws IOException {
        finishAt = System.nanoTime() + patience.toNanos();
        finishing = true;
        NamedThreads.join(thread);
        if (failure != null) {
            throw new IOException("the load ended early: " + failure, failure);
        }
    }

    /** What the chatbots do; to be changed while they do it. */
    public Conduct conduct() {
        return conduct;
    }

    /** Requests answered 202 so far. */
    public long accepted() {
        return ledger.count(Answer.ACCEPTED);
    }

    /** What last went wrong with a connection, or nothing. */
    public String problem() {
        return connections.problem();
    }

    /** Whether it still does its work. */
    public boolean isAlive() {
        return thread.isAlive();
    }

    /** Ends it at once. */
    @Override
    public void close() throws IOException {
        finish(Duration.ZERO);
    }

    private void run() {
        try (connections) {
            long tended = System.nanoTime() - TEND_NANOS;
            long next = System.nanoTime();
            while (!isOver()) {
                long now = System.nanoTime();
                if (now - tended >= TEND_NANOS) {
                    connections.tend();
                    tended = now;
                }
                next = sendDue(Math.max(next, now - MOST_BEHIND_NANOS), now);
                connections.await(TimeUnit.NANOSECONDS.toMillis(next - now));
            }
        } catch (IOException | RuntimeException | Error e) {
            failure = e;
        }
    }

    private boolean isOver() {
        return finishing && (System.nanoTime() - finishAt >= 0 || agenda.isEmpty() && connections.areAllFree());
    }

    /** Sends one request for each interval that has passed. Returns when the next one is due. */
    private long sendDue(long due, long now) throws IOException {
        long next = due;
        while (next <= now) {
            Connection connection = connections.takeFree();
            if (connection == null) {
                break;
            }
            if (!conduct.isInsisting() && !refusals.letPass(now)) {
                connections.giveBack(connection);
                break;
            }
            send(connection, now);
            next += interval;
        }
        return next;
    }

    private void send(Connection connection, long now) throws IOException {
        Request request = agenda.next(now);
        if (request == null && finishing) {
            connections.giveBack(connection);
            return;
        }
        if (request == null) {
            request = bot.next();
        }
        if (request == null) {
            request = Request.first(ledger.messages());
            agenda.began(request, now);
        }
        int number = request.number();
        ledger.sent(number, request.reason(), conduct.size(number));
        connections.send(connection, request, post(traffic.body(number, ledger.size(number))));
    }

    private byte[] post(byte[] body) {
        byte[] first = (head + body.length + "\r\n\r\n").getBytes(ISO_8859_1);
        byte[] post = Arrays.copyOf(first, first.length + body.length);
        System.arraycopy(body, 0, post, first.length, body.length);
        return post;
    }

    /** On the load's thread. */
    private final class Results implements Connections.Results {

        @Override
        public void answered(Request request, int status) {
            Answer answer = Answer.of(status);
            if (answer == Answer.ACCEPTED && !ledger.had(request.number(), Answer.ACCEPTED)) {
                bot.accepted(request.number());
            }
            ledger.status(request.number(), status);
            refusals.answered(answer);
            agenda.ended(request, answer, System.nanoTime());
        }

        @Override
        public void lost(Request request) {
            ledger.answered(request.number(), Answer.UNANSWERED);
            agenda.ended(request, Answer.UNANSWERED, System.nanoTime());
        }
    }
}
