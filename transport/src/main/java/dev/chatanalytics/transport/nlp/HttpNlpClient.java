package dev.chatanalytics.transport.nlp;

import dev.chatanalytics.engine.port.NlpClient;
import dev.chatanalytics.engine.runtime.TimerWheel;
import dev.chatanalytics.transport.http.EventLoops;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.concurrent.FastThreadLocal;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.asynchttpclient.AsyncHttpClient;
import org.asynchttpclient.DefaultAsyncHttpClient;
import org.asynchttpclient.Request;
import org.asynchttpclient.RequestBuilder;

/**
 * The NLP API over HTTP/1.1 with pooled keep-alive connections, one for each call in flight.
 *
 * <p>Thread-safe. It has no threads of its own: requests are written and answers read on the event loops, where the
 * callbacks are mostly told, too; deadlines pass on the wheel. Both are lent, and are closed after this.
 *
 * <p>The connection of a call that has expired is kept for a while, since the answer may come late, and HTTP/1.1 has no
 * other way to be rid of it: see {@link Stragglers}.
 */
public final class HttpNlpClient implements NlpClient, AutoCloseable {

    private final AtomicBoolean closed = new AtomicBoolean();
    private final AsyncHttpClient client;
    private final Deadlines deadlines;
    private final Stragglers stragglers;
    private final ConnectionsAhead ahead;
    private final EventLoopGroup loops;
    private final Request prototype;
    private final int maxAnswerBytes;
    private final Duration timeout;
    private final FailureLog failures;
    private final FastThreadLocal<AnalyzeRequests> requests;
    private volatile HttpHeaders headers;

    private HttpNlpClient(
            AsyncHttpClient client,
            Deadlines deadlines,
            Stragglers stragglers,
            ConnectionsAhead ahead,
            EventLoopGroup loops,
            Request prototype,
            HttpNlpClientOptions options) {
        this.client = client;
        this.deadlines = deadlines;
        this.stragglers = stragglers;
        this.ahead = ahead;
        this.loops = loops;
        this.prototype = prototype;
        maxAnswerBytes = options.maxAnswerBytes();
        timeout = options.timeout();
        failures = new FailureLog(prototype.getUri());
        headers(options.headers());
        requests = new FastThreadLocal<>() {
            @Override
            protected AnalyzeRequests initialValue() {
                return new AnalyzeRequests(prototype, options.request());
            }
        };
    }

    /**
     * Makes the client. It connects when it is first used, or {@link #connectAhead} is.
     *
     * @throws IllegalArgumentException when the file of certificates cannot be used
     */
    public static HttpNlpClient start(EventLoops loops, TimerWheel timer, HttpNlpClientOptions options) {
        Request prototype =
                new RequestBuilder("POST").setUrl(options.url().toString()).build();
        IoBarrier barrier = new IoBarrier(loops.group());
        long timeoutMillis = options.timeout().toMillis();
        Stragglers stragglers = new Stragglers(timer, timeoutMillis);
        Deadlines deadlines = new Deadlines(timer, barrier, stragglers, timeoutMillis);
        ConnectionsAhead ahead = new ConnectionsAhead();
        return new HttpNlpClient(
                new DefaultAsyncHttpClient(ClientConfig.of(loops, timer, options, prototype, ahead)),
                deadlines,
                stragglers,
                ahead,
                loops.group(),
                prototype,
                options);
    }

    /**
     * Sends these headers from now on, also over connections that are open. Any thread.
     *
     * @param more by name, besides {@code Content-Type} and {@code Accept}, or instead of them
     */
    public void headers(Map<String, String> more) {
        HttpHeaders all = new DefaultHttpHeaders()
                .set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON)
                .set(HttpHeaderNames.ACCEPT, HttpHeaderValues.APPLICATION_JSON);
        more.forEach(all::set);
        headers = all;
    }

    /**
     * Opens connections, TLS included, before there are calls for them, as far as the API takes them: see
     * {@link OpeningAhead}. Once, before the first call. Blocks until they are open, or the time is over; not to be called on
     * an event loop.
     *
     * @return how many are open; an API that is down is no fault here
     */
    public int connectAhead(int connections, Duration patience) throws InterruptedException {
        return new OpeningAhead(client, ahead, prototype, patience).open(connections, timeout);
    }

    @Override
    public void analyze(String text, Callback callback) {
        Call call = new Call(callback, maxAnswerBytes, failures);
        // On a loop, mostly that of the connection, where the request is written at once and not as a task of its own.
        IoBarrier.runOn(loops.next(), () -> send(text, call));
    }

    private void send(String text, Call call) {
        if (closed.get()) {
            call.abandon();
            return;
        }
        try {
            call.begin();
            call.started(client.executeRequest(requests.get().of(text, headers), call));
            if (call.wantsConnection()) {
                if (!stragglers.dropOldest(() -> send(text, call))) {
                    call.failToConnect();
                }
            } else if (!call.isTold()) {
                deadlines.watch(call);
            }
        } catch (Throwable t) {
            if (closed.get()) {
                call.abandon(); // closed meanwhile
                return;
            }
            call.fail(t);
        }
    }

    /** Closes the connections. Calls that are still unanswered fail as lost, on this thread or an event loop. */
    @Override
    public void close() throws IOException {
        if (closed.compareAndSet(false, true)) {
            try {
                deadlines.close();
            } finally {
                client.close();
            }
        }
    }
}
