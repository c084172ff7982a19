package dev.chatanalytics.transport.nlp;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import org.asynchttpclient.Request;
import org.asynchttpclient.netty.NettyResponseFuture;
import org.asynchttpclient.netty.channel.Channels;
import org.asynchttpclient.netty.request.NettyRequest;

/**
 * Has async-http-client forget each request when the codec has written it, and remember one that is like it instead.
 * Thread-safe.
 *
 * <p>It would keep it until its answer is there, for redirects and attempts of its own, of which it makes none here. With
 * 2,000 calls in flight these are 15 objects each that every young collection would copy.
 */
@ChannelHandler.Sharable
final class SentRequests extends ChannelOutboundHandlerAdapter {

    private final Request prototype;

    /** The first that was written, without headers and body: of it only the method is asked for any more. */
    private volatile NettyRequest first;

    SentRequests(Request prototype) {
        this.prototype = prototype;
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise written) {
        context.write(message, written);
        if (message instanceof HttpRequest request
                && Channels.getAttribute(context.channel()) instanceof NettyResponseFuture<?> exchange) {
            if (first == null) {
                request.headers().clear();
                first = exchange.getNettyRequest();
            }
            exchange.setNettyRequest(first);
            exchange.setCurrentRequest(prototype);
            exchange.setTargetRequest(prototype);
        }
    }
}
