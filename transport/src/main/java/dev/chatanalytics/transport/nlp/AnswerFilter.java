package dev.chatanalytics.transport.nlp;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;

/**
 * Stands behind the codec of one connection, and makes of what HTTP/1.1 allows an API to send what async-http-client
 * understands. Not thread-safe: it belongs to the connection's event loop.
 *
 * <p>Interim answers (RFC 9110, 15.2) are passed over: the client would take them for the answer itself.
 *
 * <p>After a fault of the connection nothing more is let through: the codec ends a body that has no length as if the API had
 * ended it, and half a body must not be told as a whole one.
 */
final class AnswerFilter extends ChannelInboundHandlerAdapter {

    static final String NAME = "answer-filter";

    private boolean passingOver;
    private boolean broken;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpResponse response) {
            passingOver =
                    isInterim(response.status()) && response.decoderResult().isSuccess();
        }
        if (!passingOver && !broken) {
            context.fireChannelRead(message);
            return;
        }
        passingOver &= !(message instanceof LastHttpContent);
        ReferenceCountUtil.release(message);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable fault) {
        broken |= fault instanceof IOException;
        context.fireExceptionCaught(fault);
    }

    /** 101 ends HTTP on the connection, and nobody has asked for that. */
    private static boolean isInterim(HttpResponseStatus status) {
        return status.codeClass() == HttpStatusClass.INFORMATIONAL
                && status.code() != HttpResponseStatus.SWITCHING_PROTOCOLS.code();
    }
}
