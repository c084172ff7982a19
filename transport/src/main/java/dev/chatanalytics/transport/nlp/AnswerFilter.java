package dev.chatanalytics.transport.nlp;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContentDecompressor;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;

/**
 * Stands behind the codec of one connection, and makes of what HTTP/1.1 allows an API to send what async-http-client
 * understands. Not thread-safe: it belongs to the connection's event loop.
 *
 * <p>Interim answers (RFC 9110, 15.2) are passed over: the client would take them for the answer itself. A connection whose
 * API compresses its answers, asked for or not, gets an inflater with the first of them; others pay nothing for it.
 */
final class AnswerFilter extends ChannelInboundHandlerAdapter {

    static final String NAME = "answer-filter";

    private static final String INFLATER = "answer-inflater";

    private final int maxInflatedBytes;
    private boolean passingOver;

    /** @param maxInflatedBytes that one step of inflating may need, so that a few bytes cannot become many megabytes */
    AnswerFilter(int maxInflatedBytes) {
        this.maxInflatedBytes = maxInflatedBytes;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpResponse response) {
            passingOver = isInterim(response.status());
            if (!passingOver && response.headers().contains(HttpHeaderNames.CONTENT_ENCODING)) {
                inflate(context);
            }
        }
        if (!passingOver) {
            context.fireChannelRead(message);
            return;
        }
        passingOver = !(message instanceof LastHttpContent);
        ReferenceCountUtil.release(message);
    }

    /** 101 ends HTTP on the connection, and nobody has asked for that. */
    private static boolean isInterim(HttpResponseStatus status) {
        return status.codeClass() == HttpStatusClass.INFORMATIONAL
                && status.code() != HttpResponseStatus.SWITCHING_PROTOCOLS.code();
    }

    private void inflate(ChannelHandlerContext context) {
        if (context.pipeline().get(INFLATER) == null) {
            context.pipeline().addAfter(NAME, INFLATER, new HttpContentDecompressor(maxInflatedBytes));
        }
    }
}
