package dev.chatanalytics.ops.verify.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/** Finds a response's status and its end, and skips the rest. Not thread-safe; {@link #reset} before the next one. */
final class ResponseReader {

    private static final int LONGEST_LINE = 16_384;
    private static final int CONTINUE = 100;

    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] \\d{3}.*");

    private byte[] line = new byte[128];
    private int length;
    private State state;
    private int status;
    private boolean close;
    private boolean chunked;
    private long left;

    private enum State {
        STATUS,
        HEADERS,
        BODY,
        CHUNK_SIZE,
        CHUNK,
        CHUNK_END,
        TRAILERS,
        DONE
    }

    ResponseReader() {
        reset();
    }

    void reset() {
        length = 0;
        state = State.STATUS;
        close = false;
        chunked = false;
        left = 0;
    }

    /**
     * Takes bytes until the response has ended.
     *
     * @return whether it has
     * @throws IOException when this is not HTTP
     */
    boolean feed(ByteBuffer in) throws IOException {
        while (in.hasRemaining() && state != State.DONE) {
            if (state == State.BODY || state == State.CHUNK) {
                skip(in);
            } else if (readLine(in)) {
                String text = new String(line, 0, length, ISO_8859_1).stripTrailing();
                length = 0;
                line(text);
            }
        }
        return state == State.DONE;
    }

    int status() {
        return status;
    }

    /** Whether the server will close the connection after this response. */
    boolean closes() {
        return close;
    }

    /** Whether nothing of the next response has come. */
    boolean isIdle() {
        return state == State.STATUS && length == 0;
    }

    private void skip(ByteBuffer in) {
        int skipped = (int) Math.min(left, in.remaining());
        in.position(in.position() + skipped);
        left -= skipped;
        if (left == 0) {
            state = state == State.BODY ? State.DONE : State.CHUNK_END;
        }
    }

    private boolean readLine(ByteBuffer in) throws IOException {
        while (in.hasRemaining()) {
            byte b = in.get();
            if (b == '\n') {
                return true;
            }
            if (length == LONGEST_LINE) {
                throw new IOException("a line of more than " + LONGEST_LINE + " bytes in a response");
            }
            if (length == line.length) {
                line = Arrays.copyOf(line, 2 * length);
            }
            line[length++] = b;
        }
        return false;
    }

    private void line(String text) throws IOException {
        switch (state) {
            case STATUS -> status(text);
            case HEADERS -> header(text);
            case CHUNK_SIZE -> {
                left = number(text.split(";")[0].strip(), 16);
                state = left == 0 ? State.TRAILERS : State.CHUNK;
            }
            case CHUNK_END -> state = State.CHUNK_SIZE;
            default -> state = text.isEmpty() ? State.DONE : state; // trailers
        }
    }

    private void status(String text) throws IOException {
        if (!STATUS_LINE.matcher(text).matches()) {
            throw new IOException("no HTTP response: " + text);
        }
        status = Integer.parseInt(text.substring(9, 12));
        close = text.startsWith("HTTP/1.0");
        state = State.HEADERS;
    }

    private void header(String text) throws IOException {
        if (text.isEmpty()) {
            if (status == CONTINUE) {
                reset();
            } else {
                state = chunked ? State.CHUNK_SIZE : left == 0 ? State.DONE : State.BODY;
            }
            return;
        }
        if ("cCtT".indexOf(text.charAt(0)) < 0) {
            return; // none of those below; most headers say nothing about where the response ends
        }
        int colon = text.indexOf(':');
        String name = text.substring(0, Math.max(colon, 0)).toLowerCase(Locale.ROOT);
        String value = text.substring(colon + 1).strip().toLowerCase(Locale.ROOT);
        switch (name) {
            case "content-length" -> left = number(value, 10);
            case "transfer-encoding" -> chunked = value.equals("chunked");
            case "connection" -> close = value.contains("close");
            default -> {} // nor does this one
        }
    }

    private static long number(String text, int radix) throws IOException {
        try {
            return Long.parseUnsignedLong(text, radix);
        } catch (NumberFormatException e) {
            throw new IOException("no length of a body: " + text, e);
        }
    }
}
