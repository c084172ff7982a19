package dev.chatanalytics.transport.nlp;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaders;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.asynchttpclient.AsyncHandler;
import org.asynchttpclient.AsyncHttpClient;
import org.asynchttpclient.HttpResponseBodyPart;
import org.asynchttpclient.HttpResponseStatus;
import org.asynchttpclient.Request;
import org.asynchttpclient.RequestBuilder;
import org.asynchttpclient.netty.request.NettyRequest;

/** Opens some connections of a client, once. Used by one thread; the connections tell theirs on the event loops. */
final class OpeningAhead {

    /** So that they do not overflow the API's queue of connections that it has not yet accepted. */
    static final int AT_ONCE = 64;

    private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Semaphore connecting = new Semaphore(AT_ONCE);
    private final Semaphore ended = new Semaphore(0);
    private final AtomicInteger pooled = new AtomicInteger();
    private volatile boolean failed;

    /**
     * Blocks until they are open, one of them could not be opened, or the time is over.
     *
     * @param prototype of the requests that the connections are for
     * @return how many are open and wait for requests
     */
    int open(AsyncHttpClient client, ConnectionsAhead ahead, Request prototype, int connections, Duration patience)
            throws InterruptedException {
        Request request = new RequestBuilder(ConnectionsAhead.METHOD, true)
                .setUri(prototype.getUri())
                .build();
        long deadline = System.nanoTime() + patience.toNanos();
        int begun = 0;
        boolean all;
        try {
            while (begun < connections && !failed && acquired(connecting, 1, deadline)) {
                client.executeRequest(request, new Opening());
                begun++;
            }
            all = !failed && acquired(connecting, AT_ONCE, deadline);
        } finally {
            ahead.release();
        }
        // A matter of the loops, but for a way that leads nowhere.
        long grace = all ? GRACE_NANOS : GRACE_NANOS / 5;
        acquired(ended, begun, System.nanoTime() + grace);
        return pooled.get();
    }

    private static boolean acquired(Semaphore semaphore, int permits, long deadline) throws InterruptedException {
        return semaphore.tryAcquire(permits, deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    /** One connection: its request is "sent" when it is open, and answered when all are. */
    private final class Opening implements AsyncHandler<Void> {

        private final AtomicBoolean connected = new AtomicBoolean();
        private boolean reused;

        @Override
        public void onConnectionPooled(Channel connection) {
            reused = true;
        }

        @Override
        public void onRequestSend(NettyRequest request) {
            if (reused) {
                throw new IllegalStateException("an idle connection was there already"); // and nobody holds the request
            }
            connected();
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
