package dev.chatanalytics.transport.nlp;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;

/**
 * From a request with a body to bytes, in one buffer and so in one write. Netty's encoder puts most bodies into a buffer of
 * their own.
 *
 * <p>For requests whose heads differ in their {@code Content-Length} only, as long as they are made with the same headers: a
 * head is encoded once. Thread-safe.
 */
final class RequestEncoder {

    private static final byte[] END = "\r\n\r\n".getBytes(US_ASCII);
    private static final int MOST_DIGITS = 10;

    /** @param made the object that its request was made with */
    private record Head(Object made, byte[] bytes) {}

    private volatile Head last = new Head(null, null);

    /**
     * The request stays the caller's; the buffer is his, too.
     *
     * @param made what the request's headers were made from: with the same object they are the same
     */
    ByteBuf encode(ByteBufAllocator allocator, FullHttpRequest request, Object made) {
        Head known = last;
        if (known.bytes == null || known.made != made) {
            known = new Head(made, head(request));
            last = known;
        }
        byte[] head = known.bytes;
        ByteBuf body = request.content();
        int length = body.readableBytes();
        return allocator
                .ioBuffer(head.length + MOST_DIGITS + END.length + length)
                .writeBytes(head)
                .writeBytes(Integer.toString(length).getBytes(US_ASCII))
                .writeBytes(END)
                .writeBytes(body, body.readerIndex(), length);
    }

    /** All up to the value of the last header, which is the length. */
    private static byte[] head(FullHttpRequest request) {
        StringBuilder head = new StringBuilder();
        head.append(request.method()).append(' ').append(request.uri());
        head.append(' ').append(request.protocolVersion());
        request.headers().forEach(header -> {
            if (!HttpHeaderNames.CONTENT_LENGTH.contentEqualsIgnoreCase(header.getKey())) {
                head.append("\r\n").append(header.getKey());
                head.append(": ").append(header.getValue());
            }
        });
        return head.append("\r\nContent-Length: ").toString().getBytes(US_ASCII);
    }
}
