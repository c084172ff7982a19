package dev.chatanalytics.transport.nlp;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpRequest;
import org.asynchttpclient.Request;
import org.asynchttpclient.netty.NettyResponseFuture;
import org.asynchttpclient.netty.channel.ChannelManager;
import org.asynchttpclient.netty.channel.Channels;
import org.asynchttpclient.netty.request.NettyRequest;

/**
 * Sends the requests, and has async-http-client forget each when it is written, and remember one that is like it instead.
 * Thread-safe.
 *
 * <p>Those that have a body go past the codec's encoder, as {@link RequestEncoder} makes them. The codec's decoder is then
 * not told their method, for which it asks because answers to HEAD and CONNECT have no body.
 *
 * <p>async-http-client would keep a request until its answer is there, for redirects and attempts of its own, of which it
 * makes none here. With 2,000 calls in flight these are 15 objects each that every young collection would copy.
 */
@ChannelHandler.Sharable
final class SentRequests extends ChannelOutboundHandlerAdapter {

    private final RequestEncoder encoder = new RequestEncoder();
    private final Request prototype;

    /** The first that was written, without headers and body: of it only the method is asked for any more. */
    private volatile NettyRequest first;

    SentRequests(Request prototype) {
        this.prototype = prototype;
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise written) {
        if (!(message instanceof HttpRequest request
                && Channels.getAttribute(context.channel()) instanceof NettyResponseFuture<?> exchange)) {
            context.write(message, written);
            return;
        }
        if (message instanceof FullHttpRequest full && full.content().isReadable()) {
            encode(context, full, exchange.getCurrentRequest().getHeaders(), written);
        } else {
            context.write(message, written);
        }
        forget(request, exchange);
    }

    private void encode(ChannelHandlerContext context, FullHttpRequest request, Object made, ChannelPromise written) {
        try {
            ChannelHandlerContext codec = context.pipeline().context(ChannelManager.HTTP_CLIENT_CODEC);
            codec.write(encoder.encode(context.alloc(), request, made), written);
        } finally {
            request.release();
        }
    }

    private void forget(HttpRequest request, NettyResponseFuture<?> exchange) {
        if (first == null) {
            request.headers().clear();
            first = exchange.getNettyRequest();
        }
        exchange.setNettyRequest(first);
        exchange.setCurrentRequest(prototype);
        exchange.setTargetRequest(prototype);
    }
}
