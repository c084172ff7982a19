package dev.chatanalytics.transport.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.util.AsciiString;
import io.netty.util.ReferenceCountUtil;

/**
 * From bytes to the parts of a request. Netty's decoder, which refuses by itself what could be read in two ways; the one
 * thing that it lets pass is two lengths in an HTTP/1.0 request.
 *
 * <p>Event loop only; one for each connection.
 */
final class RequestDecoder extends HttpRequestDecoder {

    static final int MAX_LINE = 8 * 1024;
    static final int MAX_HEADERS = 16 * 1024;
    private static final int MAX_PART = 64 * 1024;

    private final HttpConnection connection;
    private int lengths;

    RequestDecoder(HttpConnection connection) {
        super(new HttpDecoderConfig()
                .setMaxInitialLineLength(MAX_LINE)
                .setMaxHeaderSize(MAX_HEADERS)
                .setMaxChunkSize(MAX_PART));
        this.connection = connection;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object bytes) throws Exception {
        if (connection.takesRequests()) {
            connection.bytesArrived();
            super.channelRead(ctx, bytes);
        } else {
            ReferenceCountUtil.release(bytes);
        }
    }

    @Override
    protected HttpMessage createMessage(String[] requestLine) throws Exception {
        lengths = 0;
        return super.createMessage(requestLine);
    }

    @Override
    protected AsciiString splitHeaderName(byte[] line, int start, int length) {
        AsciiString name = super.splitHeaderName(line, start, length);
        if (HttpHeaderNames.CONTENT_LENGTH.contentEqualsIgnoreCase(name) && ++lengths > 1) {
            throw new IllegalArgumentException("Content-Length is given twice");
        }
        return name;
    }
}
