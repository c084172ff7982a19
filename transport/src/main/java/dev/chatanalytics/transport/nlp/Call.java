package dev.chatanalytics.transport.nlp;

import dev.chatanalytics.engine.port.NlpClient;
import dev.chatanalytics.engine.port.NlpFailure;
import dev.chatanalytics.engine.port.NlpFailure.Reason;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.InetSocketAddress;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.asynchttpclient.AsyncHandler;
import org.asynchttpclient.HttpResponseBodyPart;
import org.asynchttpclient.HttpResponseStatus;
import org.asynchttpclient.exception.TooManyConnectionsException;
import org.asynchttpclient.netty.request.NettyRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt. Its answer is collected on the event loop of its connection; whoever comes first, the answer, a fault,
 * the deadline or the closing client, takes the callback and tells it. Of one that has expired the exchange goes on, and
 * an answer is told late.
 */
final class Call implements AsyncHandler<Void> {

    private static final Logger LOG = LoggerFactory.getLogger(Call.class);
    private static final int MOST_EXTENSIONS = 2;
    private static final int SWITCHING_PROTOCOLS = 101;

    private final AtomicReference<NlpClient.Callback> callback;
    private final AnswerBody body;
    private volatile NlpClient.Callback late;
    private volatile Channel channel;
    private volatile long sentNanos;
    private volatile long expiredNanos;
    private volatile boolean ended;
    private boolean wantsConnection;
    private int extensions;
    private Future<?> exchange;
    private int status;
    private long retryAfterMillis;
    private boolean tooLarge;
    private String location;
    private final FailureLog failures;

    Call(NlpClient.Callback callback, int maxAnswerBytes, FailureLog failures) {
        this.failures = failures;
        body = new AnswerBody(maxAnswerBytes);
        this.callback = new AtomicReference<>(callback);
    }

    /** Called once the request has been handed over, before {@link #expire} or {@link #abandon} can be. */
    void started(Future<?> exchange) {
        this.exchange = exchange;
    }

    boolean isTold() {
        return callback.get() == null;
    }

    /** The connection in use, or null while there is none yet. */
    Channel channel() {
        return channel;
    }

    /**
     * How much is left of the time that the API has, by {@link System#nanoTime}. Its time begins when the request
     * is handed to an open connection: what a request waits for in this process is not the API's fault.
     *
     * @param timeout of one attempt
     * @return 0 or less when it is over, when there is no connection yet, or when it was extended so often that
     *     something else must be wrong
     */
    long extend(long timeout) {
        if (channel == null || extensions++ >= MOST_EXTENSIONS) {
            return 0;
        }
        long sent = sentNanos;
        return sent == 0 ? timeout : sent + timeout - System.nanoTime();
    }

    /**
     * Gives it up because its time is over. When its request is on the way, its connection stays open for the answer and it
     * joins the stragglers; else the connection is closed. Runs on the connection's event loop, if there is a connection.
     */
    void expire(Stragglers stragglers) {
        NlpClient.Callback taken = callback.getAndSet(null);
        if (taken == null) {
            return;
        }
        if (sentNanos != 0) {
            expiredNanos = System.nanoTime();
            stragglers.add(this);
        } else if (exchange != null) {
            exchange.cancel(true);
        }
        tell(taken, null, NlpFailure.of(Reason.TIMEOUT));
        late = taken; // now, so that a late answer is never told first
    }

    /** How long ago it {@link #expire expired}. */
    long sinceExpiryNanos() {
        return System.nanoTime() - expiredNanos;
    }

    /** Whether its connection serves others again, or is closed. */
    boolean hasEnded() {
        return ended;
    }

    /** Closes the connection, unless the call has ended meanwhile. Runs on the connection's event loop. */
    void drop() {
        if (!ended) {
            exchange.cancel(true);
        }
    }

    /** Whether all connections were taken, and nobody has been told yet. For the thread that starts the call. */
    boolean wantsConnection() {
        return wantsConnection;
    }

    /** To be started again. */
    void begin() {
        ended = false;
        wantsConnection = false;
    }

    /** There is no connection to be had. */
    void failToConnect() {
        tell(null, NlpFailure.of(Reason.CONNECT));
    }

    /** Gives it up because the client is closing or closed. Any thread. */
    void abandon() {
        giveUp(NlpFailure.of(Reason.CONNECTION_LOST));
    }

    /** Gives it up because of a fault of our own. */
    void fail(Throwable fault) {
        LOG.error("An NLP call could not be started", fault);
        abandon();
    }

    @Override
    public void onTcpConnectSuccess(InetSocketAddress address, Channel connected) {
        channel = connected;
    }

    @Override
    public void onConnectionPooled(Channel pooled) {
        channel = pooled;
    }

    @Override
    public void onRequestSend(NettyRequest request) {
        sentNanos = System.nanoTime();
    }

    @Override
    public State onStatusReceived(HttpResponseStatus received) {
        status = received.getStatusCode();
        // What follows is no HTTP, and must not be left to the next call on the connection.
        return status == SWITCHING_PROTOCOLS ? State.ABORT : State.CONTINUE;
    }

    @Override
    public State onHeadersReceived(HttpHeaders headers) {
        if (Verdicts.mayAskForDelay(status)) {
            retryAfterMillis = RetryAfter.millis(headers.get(HttpHeaderNames.RETRY_AFTER), System.currentTimeMillis());
        }
        if (Verdicts.isRedirect(status)) {
            location = headers.get(HttpHeaderNames.LOCATION);
        }
        return State.CONTINUE;
    }

    @Override
    public State onBodyPartReceived(HttpResponseBodyPart part) {
        tooLarge = !body.add(part.getBodyPartBytes());
        return tooLarge ? State.ABORT : State.CONTINUE;
    }

    @Override
    public Void onCompleted() {
        ended = true;
        if (status != Verdicts.OK) {
            failures.answered(status, location);
            tell(null, Verdicts.ofStatus(status, retryAfterMillis));
        } else if (tooLarge) {
            tell(null, NlpFailure.of(Reason.BAD_ANSWER));
        } else {
            tell(body.toBytes(), null);
        }
        return null;
    }

    @Override
    public void onThrowable(Throwable fault) {
        ended = true;
        if (fault instanceof TooManyConnectionsException) {
            wantsConnection = true;
            return;
        }
        NlpClient.Callback taken = callback.getAndSet(null);
        if (taken == null) {
            return;
        }
        failures.failed(fault);
        Channel failed = channel;
        if (failed != null) {
            failed.close(); // before the callback, as in giveUp; async-http-client would do it after
        }
        tell(taken, null, Verdicts.ofFault(fault, failed != null));
    }

    private void giveUp(NlpFailure failure) {
        NlpClient.Callback taken = callback.getAndSet(null);
        if (taken == null) {
            return;
        }
        if (exchange != null) {
            // First, so that the connection's permit is free when the callback starts the next attempt.
            exchange.cancel(true);
        }
        tell(taken, null, failure);
    }

    private void tell(byte[] answer, NlpFailure failure) {
        NlpClient.Callback taken = callback.getAndSet(null);
        if (taken != null) {
            exchange = null; // not kept alive until the deadline
            tell(taken, answer, failure);
        } else if (failure == null && late != null) {
            tell(late, answer, null);
        }
    }

    private static void tell(NlpClient.Callback taken, byte[] answer, NlpFailure failure) {
        try {
            if (failure == null) {
                taken.answered(answer);
            } else {
                taken.failed(failure);
            }
        } catch (Throwable t) {
            LOG.error("The callback of an NLP call failed", t);
        }
    }
}
