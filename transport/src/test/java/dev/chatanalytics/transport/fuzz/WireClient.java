package dev.chatanalytics.transport.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/** Sends bytes in pieces and reads answers strictly. Gives up waiting after a minute. */
final class WireClient implements AutoCloseable {

    private static final int PAUSE_NANOS = 100_000;
    private static final int MOST_PIECES = 200;

    private final Socket socket;
    private final InputStream in;

    WireClient(int port) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(60_000);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** One answer; header names in lower case. */
    record Answer(int status, TreeMap<String, String> headers, String body) {

        boolean closes() {
            return "close".equals(headers.get("connection"));
        }
    }

    /**
     * In pieces, few or many, some of them with a pause in between so that the server reads them one by one. The rest is not
     * sent when the server has closed the connection, as it does one second after its last answer; what it has answered can
     * be read all the same.
     */
    void sendInPieces(byte[] bytes, SplittableRandom random) {
        int longest = Math.max(bytes.length / MOST_PIECES, 1 << random.nextInt(1, 14));
        int pauses = random.nextInt(2) * random.nextInt(30);
        for (int from = 0; from < bytes.length; ) {
            int length = Math.min(bytes.length - from, 1 + random.nextInt(longest));
            try {
                socket.getOutputStream().write(bytes, from, length);
            } catch (IOException e) {
                return; // whether it may close here, its answers tell
            }
            from += length;
            if (pauses > 0 && random.nextInt(10) == 0) {
                pauses--;
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    void endSending() throws IOException {
        socket.shutdownOutput();
    }

    /** The connection is broken off instead of closed. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /**
     * The next answer, or null when the server has ended the connection. 100 Continue is passed over.
     *
     * @param method of the request that it answers, or empty
     */
    Answer answer(String method) throws IOException {
        int first = in.read();
        if (first < 0) {
            return null;
        }
        String line = (char) first + line();
        if (!line.matches("HTTP/1\\.1 [1-5][0-9][0-9] [A-Za-z ]+")) {
            throw new IOException("not a status line: " + line);
        }
        int status = Integer.parseInt(line.substring(9, 12));
        TreeMap<String, String> headers = new TreeMap<>();
        for (String header = line(); !header.isEmpty(); header = line()) {
            String[] parts = header.split(": ", 2);
            headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1]);
        }
        if (status == 100) {
            return answer(method);
        }
        int length = method.equals("HEAD") ? 0 : Integer.parseInt(headers.get("content-length"));
        byte[] body = in.readNBytes(length);
        return new Answer(status, headers, new String(body, UTF_8));
    }

    /** Reads to the end of the connection, whatever comes. */
    void drain() throws IOException {
        in.transferTo(OutputStream.nullOutputStream());
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\r'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the server ended the connection in the middle of: " + line);
            }
            line.append((char) c);
        }
        if (in.read() != '\n') {
            throw new IOException("a bare CR after: " + line);
        }
        return line.toString();
    }
}
