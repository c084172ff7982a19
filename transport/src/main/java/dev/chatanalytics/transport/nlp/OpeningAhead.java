package dev.chatanalytics.transport.nlp;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.asynchttpclient.AsyncHandler;
import org.asynchttpclient.AsyncHttpClient;
import org.asynchttpclient.HttpResponseBodyPart;
import org.asynchttpclient.HttpResponseStatus;
import org.asynchttpclient.Request;
import org.asynchttpclient.RequestBuilder;
import org.asynchttpclient.netty.request.NettyRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens some connections of a client, once. Used by one thread; the connections tell theirs on the event loops.
 *
 * <p>It begins with one, and opens the next ones, four times as many, only when the API has answered over the newest: a
 * server that serves one connection after the other, or a few at a time, until each ends, would else sit on those that say
 * nothing, and answer no call before they are closed for idleness.
 */
final class OpeningAhead {

    /** So that they do not overflow the API's queue of connections that it has not yet accepted. */
    static final int AT_ONCE = 64;

    private static final Logger LOG = LoggerFactory.getLogger(OpeningAhead.class);
    private static final int GROWTH = 4;
    private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Semaphore connecting = new Semaphore(AT_ONCE);
    private final Semaphore ended = new Semaphore(0);
    private final AtomicInteger pooled = new AtomicInteger();
    private final AsyncHttpClient client;
    private final ConnectionsAhead ahead;
    private final Request request;
    private final long deadline;
    private int begun;
    private volatile boolean failed;

    /** @param prototype of the requests that the connections are for */
    OpeningAhead(AsyncHttpClient client, ConnectionsAhead ahead, Request prototype, Duration patience) {
        this.client = client;
        this.ahead = ahead;
        request = new RequestBuilder(ConnectionsAhead.METHOD, true)
                .setUri(prototype.getUri())
                .build();
        deadline = System.nanoTime() + patience.toNanos();
    }

    /**
     * Blocks until they are open, the API does not take more, or the time is over.
     *
     * @param answerTime that the API has for its answer over the newest connection
     * @return how many are open and wait for requests
     */
    int open(int connections, Duration answerTime) throws InterruptedException {
        int taken = 0;
        try {
            int step = 1;
            while (taken < connections && taken(step, answerTime)) {
                taken = step;
                step = Math.min(GROWTH * step, connections);
            }
        } finally {
            ahead.release(taken);
        }
        acquired(ended, begun, System.nanoTime() + GRACE_NANOS);
        return pooled.get();
    }

    /** Opens as many as are missing, and returns whether the API has answered over the newest, and leaves it open. */
    private boolean taken(int connections, Duration answerTime) throws InterruptedException {
        while (begun < connections && !failed && acquired(connecting, 1, deadline)) {
            client.executeRequest(request, new Opening());
            begun++;
        }
        if (failed || begun < connections || !acquired(connecting, AT_ONCE, deadline)) {
            return false;
        }
        connecting.release(AT_ONCE);
        if (failed || ahead.held() < connections) {
            return false;
        }
        long nanos = Math.min(answerTime.toNanos(), deadline - System.nanoTime());
        try {
            boolean stays = ahead.greet().get(nanos, TimeUnit.NANOSECONDS);
            if (!stays) {
                LOG.info("The NLP API closes its connections after an answer: none are opened ahead");
            }
            return stays;
        } catch (TimeoutException e) {
            LOG.info("The NLP API does not serve {} connections at once: no more are opened ahead", connections);
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("nobody completes it so", e);
        }
    }

    private static boolean acquired(Semaphore semaphore, int permits, long deadline) throws InterruptedException {
        return semaphore.tryAcquire(permits, deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    /** One connection: its request is "sent" when it is open, and answered when all are. */
    private final class Opening implements AsyncHandler<Void> {

        private final AtomicBoolean connected = new AtomicBoolean();
        private boolean reused;
        private Channel channel;

        @Override
        public void onTcpConnectSuccess(InetSocketAddress address, Channel connection) {
            channel = connection;
        }

        @Override
        public void onConnectionPooled(Channel connection) {
            reused = true;
        }

        @Override
        public void onRequestSend(NettyRequest request) {
            if (reused) {
                throw new IllegalStateException("an idle connection was there already"); // and nobody holds the request
            }
            IoBarrier.runOn(channel.eventLoop(), this::connected); // when it is written, and so held
        }

        private void connected() {
            if (connected.compareAndSet(false, true)) {
                connecting.release();
            }
        }

        @Override
        public State onStatusReceived(HttpResponseStatus status) {
            return State.CONTINUE;
        }

        @Override
        public State onHeadersReceived(HttpHeaders headers) {
            return State.CONTINUE;
        }

        @Override
        public State onBodyPartReceived(HttpResponseBodyPart part) {
            return State.CONTINUE;
        }

        @Override
        public Void onCompleted() {
            pooled.incrementAndGet();
            ended.release();
            return null;
        }

        @Override
        public void onThrowable(Throwable fault) {
            failed = true;
            connected();
            ended.release();
        }
    }
}
