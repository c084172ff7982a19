package dev.chatanalytics.transport.nlp;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.asynchttpclient.netty.channel.ChannelManager;

/**
 * Connections that are opened before there are calls for them. Thread-safe.
 *
 * <p>async-http-client opens a connection for a request only, and takes an idle one when there is one. So each connection
 * to be opened gets a request with a method of ours, which never reaches the wire: it is kept at the connection's end of
 * the pipeline, and answered there once all connections are open. Name look-up, TLS and pool are the client's own.
 */
final class ConnectionsAhead {

    static final String METHOD = "OPEN-AHEAD";

    private static final HttpMethod OPEN_AHEAD = HttpMethod.valueOf(METHOD);

    private final List<Runnable> held = new ArrayList<>();
    private boolean released;

    /** Called with each new connection, before its first request. */
    void prepare(Channel channel) {
        channel.pipeline().addBefore(ChannelManager.AHC_HTTP_HANDLER, "open-ahead", new FirstRequest());
    }

    /**
     * Answers the requests that are held, each on its event loop, and from now on those that come late. The connection that
     * was opened last is given to the pool first, which lends it first: when the API answers over that one, it has taken all.
     */
    void release() {
        List<Runnable> answers;
        synchronized (this) {
            released = true;
            answers = new ArrayList<>(held);
            held.clear();
        }
        Collections.reverse(answers);
        answers.forEach(Runnable::run);
    }

    private void hold(Runnable answer) {
        synchronized (this) {
            if (!released) {
                held.add(answer);
                return;
            }
        }
        answer.run();
    }

    /** Looks at one request and goes. */
    private final class FirstRequest extends ChannelOutboundHandlerAdapter {

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise written) {
            if (message instanceof HttpRequest request && request.method().equals(OPEN_AHEAD)) {
                ReferenceCountUtil.release(message);
                written.setSuccess();
                hold(() -> IoBarrier.runOn(context.channel().eventLoop(), () -> answer(context)));
            } else {
                context.write(message, written);
                context.pipeline().remove(this);
            }
        }

        private void answer(ChannelHandlerContext context) {
            if (!context.isRemoved()) { // else the connection has ended meanwhile
                context.fireChannelRead(new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.NO_CONTENT));
                context.fireChannelRead(LastHttpContent.EMPTY_LAST_CONTENT);
                context.pipeline().remove(this);
            }
        }
    }
}
