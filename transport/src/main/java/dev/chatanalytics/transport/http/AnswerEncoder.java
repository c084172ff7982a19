package dev.chatanalytics.transport.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/** From an answer to bytes, in one buffer and so in one write. Stateless. */
final class AnswerEncoder {

    /** How the answer ends the use of its connection, or does not. */
    private enum Connection {
        /** HTTP/1.1 stays open without a word. */
        KEPT(""),
        /** HTTP/1.0 stays open only when told. */
        KEPT_10("Connection: keep-alive\r\n"),
        CLOSED("Connection: close\r\n");

        private final byte[] header;

        Connection(String header) {
            this.header = header.getBytes(US_ASCII);
        }

        private static Connection after(HttpExchange exchange, boolean last) {
            if (last) {
                return CLOSED;
            }
            return exchange.isHttp10() ? KEPT_10 : KEPT;
        }
    }

    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(US_ASCII);
    private static final byte[] TYPE = "Content-Type: ".getBytes(US_ASCII);
    private static final byte[] LENGTH = "\r\nContent-Length: ".getBytes(US_ASCII);
    private static final byte[] END_OF_LINE = "\r\n".getBytes(US_ASCII);
    private static final int USUAL_HEAD = 192;

    private AnswerEncoder() {}

    /**
     * @param exchange that is answered; all but the body is sent when its request was {@code HEAD}
     * @param last whether the connection ends with it
     * @param date the whole {@code Date} header with its line end
     */
    static ByteBuf encode(ByteBufAllocator allocator, HttpExchange exchange, boolean last, byte[] date) {
        HttpAnswer answer = exchange.answer();
        byte[] body = answer.body();
        ByteBuf out = allocator.ioBuffer(USUAL_HEAD + body.length);
        out.writeBytes(answer.status().line());
        out.writeBytes(TYPE);
        ascii(out, answer.contentType());
        out.writeBytes(LENGTH);
        ascii(out, Integer.toString(body.length));
        out.writeBytes(END_OF_LINE);
        out.writeBytes(date);
        out.writeBytes(Connection.after(exchange, last).header);
        answer.headers().forEach((name, value) -> {
            ascii(out, name + ": " + value);
            out.writeBytes(END_OF_LINE);
        });
        out.writeBytes(END_OF_LINE);
        return exchange.isHead() ? out : out.writeBytes(body);
    }

    static ByteBuf encodeContinue(ByteBufAllocator allocator) {
        return allocator.ioBuffer(CONTINUE.length).writeBytes(CONTINUE);
    }

    private static void ascii(ByteBuf out, String text) {
        out.writeCharSequence(text, US_ASCII);
    }
}
