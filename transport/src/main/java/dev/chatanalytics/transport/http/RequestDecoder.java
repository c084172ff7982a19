package dev.chatanalytics.transport.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.ChannelInputShutdownEvent;
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
import io.netty.handler.codec.http.TooLongHttpHeaderException;
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

    /** Each costs a hundred bytes of heap and more, however short it is. */
    static final int MAX_HEADER_COUNT = 100;

    private static final int MAX_PART = 64 * 1024;
    private static final byte DELETE = 0x7F;

    /** About what the objects of a head take besides their bytes, and those of one header. */
    private static final int HEAD_BYTES = 512;

    private static final int HEADER_BYTES = 128;

    /** Of the buffer for one line, which Netty never makes smaller again: a decoder with a larger one is replaced. */
    private static final int MAX_IDLE_LINE = 2 * 1024;

    /**
     * Reads that come although we want none: one may be under way, but when the client has ended its side, epoll reads
     * all that is left, however much that is. Then what has come by now is answered, and no more is taken.
     */
    private static final int MAX_UNWANTED = 2;

    private final HttpConnection connection;
    private boolean inHead = true;
    private boolean headBegun;
    private int wordEnd;
    private int lengths;
    private int headers;
    private int unwanted;
    private boolean decoding;
    private int headBytes;
    private int partBytes;
    private int lineBuffer;

    RequestDecoder(HttpConnection connection) {
        super(new HttpDecoderConfig()
                .setMaxInitialLineLength(MAX_LINE)
                .setMaxHeaderSize(MAX_HEADERS)
                .setMaxChunkSize(MAX_PART));
        this.connection = connection;
    }

    /** Takes the decoder of a connection that takes no more requests out, and frees what it holds. */
    static void retire(Channel channel) {
        RequestDecoder decoder = channel.pipeline().get(RequestDecoder.class);
        if (decoder != null && !decoder.decoding) {
            channel.pipeline().remove(decoder);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object bytes) throws Exception {
        unwanted = ctx.channel().config().isAutoRead() ? 0 : unwanted + 1;
        if (unwanted > MAX_UNWANTED) {
            ReferenceCountUtil.release(bytes);
            connection.inputEnded();
            return;
        }
        decoding = true;
        try {
            super.channelRead(ctx, bytes);
        } finally {
            decoding = false;
        }
        if (connection.takesRequests()) {
            readEnded(ctx);
        } else {
            retire(ctx.channel());
        }
    }

    /** The end of the input is for the connection alone: Netty's decoder would complain of half a request. */
    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
        if (event instanceof ChannelInputShutdownEvent) {
            ctx.fireUserEventTriggered(event);
        } else {
            super.userEventTriggered(ctx, event);
        }
    }

    private void readEnded(ChannelHandlerContext ctx) {
        boolean begun = !inHead || headBegun || actualReadableBytes() > 0;
        connection.bytesDecoded(begun, begun ? heldBytes() : 0);
        if (!begun && lineBuffer > MAX_IDLE_LINE) {
            RequestDecoder fresh = new RequestDecoder(connection);
            fresh.unwanted = unwanted;
            ctx.pipeline().replace(this, null, fresh);
        }
    }

    private long heldBytes() {
        int buffer = actualReadableBytes() > 0 ? internalBuffer().capacity() : 0;
        return (long) HEAD_BYTES + headBytes + partBytes + lineBuffer + buffer;
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws Exception {
        if (inHead && isFolded(in)) {
            in.skipBytes(in.readableBytes());
            out.add(unreadable("a header is continued on the next line"));
            return;
        }
        int before = out.size();
        int from = in.readerIndex();
        super.decode(ctx, in, out);
        partBytes += in.readerIndex() - from;
        for (int i = before; i < out.size(); i++) {
            partDecoded(out.get(i));
        }
    }

    private void partDecoded(Object part) {
        inHead = part instanceof LastHttpContent;
        headBegun = false;
        if (inHead) {
            headBytes = 0;
        } else if (part instanceof HttpMessage) {
            headBytes = partBytes;
        }
        partBytes = 0;
    }

    @Override
    protected String splitFirstWordInitialLine(byte[] line, int start, int length) {
        headBegun = true;
        lineBuffer = line.length;
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
        headers = 0;
        return super.createMessage(requestLine);
    }

    @Override
    protected AsciiString splitHeaderName(byte[] line, int start, int length) {
        AsciiString name = super.splitHeaderName(line, start, length);
        lineBuffer = line.length;
        partBytes += HEADER_BYTES;
        if (++headers > MAX_HEADER_COUNT) {
            throw new TooLongHttpHeaderException("more than " + MAX_HEADER_COUNT + " headers");
        }
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
