package dev.chatanalytics.transport.nlp;

import io.netty.handler.codec.http.HttpHeaders;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.asynchttpclient.AsyncHandler;
import org.asynchttpclient.AsyncHttpClient;
import org.asynchttpclient.HttpResponseBodyPart;
import org.asynchttpclient.HttpResponseStatus;
import org.asynchttpclient.ListenableFuture;
import org.asynchttpclient.RequestBuilder;
import org.asynchttpclient.uri.Uri;

/**
 * An OPTIONS request. Any answer will do: it tells that the API has taken the connection, and those that were opened before.
 * The kernel opens connections without the API, which may have to work through thousands of them before its first
 * answer; calls that are made meanwhile would time out.
 */
final class Greeting implements AsyncHandler<Void> {

    private final CountDownLatch ended = new CountDownLatch(1);

    private Greeting() {}

    /** Blocks until it is answered, has failed, or the time is over. */
    static void exchange(AsyncHttpClient client, Uri uri, Duration patience) throws InterruptedException {
        Greeting greeting = new Greeting();
        ListenableFuture<Void> exchange = client.executeRequest(
                new RequestBuilder("OPTIONS", true).setUri(uri).build(), greeting);
        if (!greeting.ended.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            exchange.cancel(true);
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
        ended.countDown();
        return null;
    }

    @Override
    public void onThrowable(Throwable fault) {
        ended.countDown(); // calls will tell what is wrong
    }
}
