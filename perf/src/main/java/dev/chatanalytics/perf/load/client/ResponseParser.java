package dev.chatanalytics.perf.load.client;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Finds the end of one HTTP/1.1 response and what its status was. Used by one thread.
 *
 * <p>It reads just what a load generator needs: the status, {@code Content-Length} and {@code Connection: close}. The
 * body is skipped. Responses without a length are not understood and say so.
 */
public final class ResponseParser {

    private enum State {
        STATUS,
        HEADER,
        BODY
    }

    private static final int NO_LENGTH = -1;

    private final byte[] line = new byte[256];
    private State state = State.STATUS;
    private int lineLength;
    private int status;
    private int bodyLeft = NO_LENGTH;
    private boolean close;

    /**
     * Reads on where the last call ended. Bytes after the response stay in the buffer.
     *
     * @return whether the response is complete; call {@link #reset} before the next one
     * @throws IllegalArgumentException when it is no response that this parser understands
     */
    public boolean feed(ByteBuf in) {
        while (state != State.BODY) {
            if (!readLine(in)) {
                return false;
            }
            lineEnded();
            lineLength = 0;
        }
        int skipped = Math.min(bodyLeft, in.readableBytes());
        in.skipBytes(skipped);
        bodyLeft -= skipped;
        return bodyLeft == 0;
    }

    /** The status of the last response. */
    public int status() {
        return status;
    }

    /** Whether the server is going to close the connection. */
    public boolean close() {
        return close;
    }

    /** Makes ready for the next response. */
    public void reset() {
        state = State.STATUS;
        lineLength = 0;
        bodyLeft = NO_LENGTH;
        close = false;
    }

    /** Adds to the line until its end; what a line has beyond the array is of no interest. */
    private boolean readLine(ByteBuf in) {
        while (in.isReadable()) {
            byte b = in.readByte();
            if (b == '\n') {
                return true;
            }
            if (lineLength < line.length && b != '\r') {
                line[lineLength++] = b;
            }
        }
        return false;
    }

    private void lineEnded() {
        if (state == State.STATUS) {
            statusLine();
        } else if (lineLength > 0) {
            header();
        } else if (status < 200) {
            reset(); // an interim response: the real one follows
        } else if (bodyLeft == NO_LENGTH) {
            throw new IllegalArgumentException("response " + status + " without Content-Length");
        } else {
            state = State.BODY;
        }
    }

    private void statusLine() {
        if (lineLength < 12 || !startsWith("http/1.") || line[8] != ' ') {
            throw new IllegalArgumentException("not an HTTP/1 response: " + lineText());
        }
        status = number(9, 12);
        close = line[7] == '0';
        state = State.HEADER;
    }

    private void header() {
        int first = line[0] | 0x20;
        if (first == 'c') {
            if (startsWith("content-length:")) {
                bodyLeft = number(15, lineLength);
            } else if (startsWith("connection:")) {
                close |= lineText().toLowerCase(Locale.ROOT).contains("close");
            }
        } else if (first == 't' && startsWith("transfer-encoding:")) {
            throw new IllegalArgumentException("response with " + lineText() + ", which is not understood here");
        }
    }

    private boolean startsWith(String lowerCase) {
        if (lineLength < lowerCase.length()) {
            return false;
        }
        for (int i = 0; i < lowerCase.length(); i++) {
            byte b = line[i];
            if ((b >= 'A' && b <= 'Z' ? b | 0x20 : b) != lowerCase.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private int number(int from, int to) {
        String digits = new String(line, from, to - from, StandardCharsets.ISO_8859_1).strip();
        try {
            return Integer.parseUnsignedInt(digits);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not a number in: " + lineText(), e);
        }
    }

    private String lineText() {
        return new String(line, 0, lineLength, StandardCharsets.ISO_8859_1);
    }
}
