package dev.chatanalytics.transport.nlp;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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

    private final List<FirstRequest> held = new ArrayList<>();
    private boolean released;

    /** Called with each new connection, before its first request. */
    void prepare(Channel channel) {
        channel.pipeline().addBefore(ChannelManager.AHC_HTTP_HANDLER, "open-ahead", new FirstRequest());
    }

    /** How many are open and held. */
    synchronized int held() {
        return held.size();
    }

    /**
     * Sends an OPTIONS request over the connection that was opened last. With its answer, whatever it is, the API has taken this
     * connection and those before it.
     *
     * @return whether the connection may be used again; never completed while there is no answer
     */
    CompletableFuture<Boolean> greet() {
        FirstRequest newest;
        synchronized (this) {
            newest = held.get(held.size() - 1);
        }
        return newest.greet();
    }

    /** Closes those that were opened after so many, and gives the others to the pool; from now on, those that come late, too. */
    void release(int kept) {
        List<FirstRequest> all;
        synchronized (this) {
            released = true;
            all = new ArrayList<>(held);
            held.clear();
        }
        all.subList(Math.min(kept, all.size()), all.size()).forEach(FirstRequest::close);
        all.subList(0, Math.min(kept, all.size())).forEach(FirstRequest::giveToPool);
    }

    private void hold(FirstRequest request) {
        synchronized (this) {
            if (!released) {
                held.add(request);
                return;
            }
        }
        request.close();
    }

    /** Holds one request, or lets it pass and goes. All but the calls from outside is on the connection's event loop. */
    private final class FirstRequest extends ChannelDuplexHandler {

        private final CompletableFuture<Boolean> greeted = new CompletableFuture<>();
        private ChannelHandlerContext context;
        private FullHttpRequest greeting;
        private boolean mayStay;

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise written) {
            if (message instanceof HttpRequest request && request.method().equals(OPEN_AHEAD)) {
                this.context = context;
                greeting = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.OPTIONS, request.uri());
                greeting.headers().set(HttpHeaderNames.HOST, request.headers().get(HttpHeaderNames.HOST));
                ReferenceCountUtil.release(message);
                written.setSuccess();
                hold(this);
            } else {
                context.write(message, written);
                context.pipeline().remove(this);
            }
        }

        /** Whatever comes while it is held belongs to the greeting. */
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof HttpResponse response) {
                mayStay = HttpUtil.isKeepAlive(response);
            }
            if (message instanceof LastHttpContent) {
                greeted.complete(mayStay);
            }
            ReferenceCountUtil.release(message);
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            greeted.complete(false);
            context.fireChannelInactive();
        }

        CompletableFuture<Boolean> greet() {
            // Behind async-http-client's own handlers, which know nothing of this request.
            IoBarrier.runOn(
                    context.channel().eventLoop(),
                    () -> context.pipeline().context(AnswerFilter.NAME).writeAndFlush(greeting));
            return greeted;
        }

        void giveToPool() {
            IoBarrier.runOn(context.channel().eventLoop(), () -> {
                if (!context.isRemoved()) { // else the connection has ended meanwhile
                    ChannelHandlerContext at = context;
                    at.fireChannelRead(new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.NO_CONTENT));
                    at.fireChannelRead(LastHttpContent.EMPTY_LAST_CONTENT);
                    at.pipeline().remove(this);
                }
            });
        }

        void close() {
            context.close();
        }
    }
}
