package dev.chatanalytics.transport.nlp;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;

/**
 * Empties the headers of a request when the codec has written them. Thread-safe.
 *
 * <p>async-http-client keeps the request until its answer is there. With 2,000 calls in flight its headers would be a
 * quarter of what each young collection has to copy.
 */
@ChannelHandler.Sharable
final class SentHeaders extends ChannelOutboundHandlerAdapter {

    static final SentHeaders FORGOTTEN = new SentHeaders();

    private SentHeaders() {}

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise written) {
        context.write(message, written);
        if (message instanceof HttpRequest request) {
            request.headers().clear();
        }
    }
}
