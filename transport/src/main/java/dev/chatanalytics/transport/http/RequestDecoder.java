package dev.chatanalytics.transport.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AsciiString;
import io.netty.util.ReferenceCountUtil;
import java.util.List;

/**
 * From bytes to the parts of a request. Netty's decoder, which refuses by itself most of what could be read in two ways;
 * what it lets pass and others read otherwise is refused here: two lengths in an HTTP/1.0 request, headers that go on on
 * the next line, and a request line whose words are not parted by one space or are not visible ASCII.
 *
 * <p>Event loop only; one for each connection.
 */
final class RequestDecoder extends HttpRequestDecoder {

    static final int MAX_LINE = 8 * 1024;
    static final int MAX_HEADERS = 16 * 1024;
    private static final int MAX_PART = 64 * 1024;
    private static final byte DELETE = 0x7F;

    /**
     * Reads that come although we want none: one may be under way, but when the client has ended its side, epoll reads
     * all that is left, however much that is. Then the connection would be closed anyway.
     */
    private static final int MAX_UNWANTED = 2;

    private final HttpConnection connection;
    private boolean inHead = true;
    private boolean headBegun;
    private int wordEnd;
    private int lengths;
    private int unwanted;

    RequestDecoder(HttpConnection connection) {
        super(new HttpDecoderConfig()
                .setMaxInitialLineLength(MAX_LINE)
                .setMaxHeaderSize(MAX_HEADERS)
                .setMaxChunkSize(MAX_PART));
        this.connection = connection;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object bytes) throws Exception {
        unwanted = ctx.channel().config().isAutoRead() ? 0 : unwanted + 1;
        if (connection.takesRequests() && unwanted <= MAX_UNWANTED) {
            super.channelRead(ctx, bytes);
            connection.bytesDecoded(!inHead || headBegun || actualReadableBytes() > 0);
            return;
        }
        ReferenceCountUtil.release(bytes);
        if (unwanted > MAX_UNWANTED) {
            ctx.close();
        }
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws Exception {
        if (inHead && isFolded(in)) {
            in.skipBytes(in.readableBytes());
            out.add(unreadable("a header is continued on the next line"));
            return;
        }
        int before = out.size();
        super.decode(ctx, in, out);
        for (int i = before; i < out.size(); i++) {
            inHead = out.get(i) instanceof LastHttpContent;
            headBegun = false;
        }
    }

    @Override
    protected String splitFirstWordInitialLine(byte[] line, int start, int length) {
        headBegun = true;
        wordEnd = start + length;
        return super.splitFirstWordInitialLine(line, start, length);
    }

    @Override
    protected String splitSecondWordInitialLine(byte[] line, int start, int length) {
        requireOneSpace(line, start);
        wordEnd = start + length;
        for (int i = start; i < wordEnd; i++) {
            if (line[i] <= ' ' || line[i] == DELETE) {
                throw new IllegalArgumentException("the request target is not all visible ASCII");
            }
        }
        return super.splitSecondWordInitialLine(line, start, length);
    }

    @Override
    protected String splitThirdWordInitialLine(byte[] line, int start, int length) {
        requireOneSpace(line, start);
        return super.splitThirdWordInitialLine(line, start, length);
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

    private void requireOneSpace(byte[] line, int start) {
        if (start != wordEnd + 1 || line[wordEnd] != ' ') {
            throw new IllegalArgumentException("the words of the request line are not parted by one space");
        }
    }

    /** Whether a line of the head begins with white space. The decoder takes whole lines, so the buffer begins with one. */
    private boolean isFolded(ByteBuf in) {
        boolean begun = headBegun;
        int lineFeed;
        for (int line = in.readerIndex(); line < in.writerIndex(); line = lineFeed + 1) {
            byte first = in.getByte(line);
            if (first == ' ' || first == '\t') {
                return true;
            }
            boolean empty = first == '\r' || first == '\n';
            lineFeed = in.indexOf(line, in.writerIndex(), (byte) '\n');
            if (lineFeed < 0 || empty && begun) {
                return false;
            }
            begun |= !empty;
        }
        return false;
    }

    private static HttpObject unreadable(String why) {
        HttpObject request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/");
        request.setDecoderResult(DecoderResult.failure(new IllegalArgumentException(why)));
        return request;
    }
}
