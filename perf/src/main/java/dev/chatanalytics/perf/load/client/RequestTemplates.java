package dev.chatanalytics.perf.load.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.InetSocketAddress;
import java.util.Locale;

/**
 * The bytes of the requests that do not change from message to message: one pair of head and tail for each text, so that
 * sending is three copies. Immutable.
 */
public final class RequestTemplates {

    private final byte[][] heads;
    private final byte[][] tails;

    /** @param host what the {@code Host} header says */
    public RequestTemplates(InetSocketAddress host, Texts texts) {
        heads = new byte[texts.size()][];
        tails = new byte[texts.size()][];
        for (int i = 0; i < texts.size(); i++) {
            tails[i] = concat("\",\"text\":\"".getBytes(UTF_8), texts.escaped(i), "\"}".getBytes(UTF_8));
            heads[i] = head(host, MessageHead.LENGTH + tails[i].length);
        }
    }

    int size() {
        return heads.length;
    }

    /** The request line and all headers. */
    byte[] head(int index) {
        return heads[index];
    }

    /** What follows the {@link MessageHead} in the body. */
    byte[] tail(int index) {
        return tails[index];
    }

    private static byte[] head(InetSocketAddress host, int bodyLength) {
        String head = """
                POST /v1/messages HTTP/1.1\r
                Host: %s:%d\r
                Content-Type: application/json\r
                Content-Length: %d\r
                \r
                """;
        return String.format(Locale.ROOT, head, host.getHostString(), host.getPort(), bodyLength)
                .getBytes(UTF_8);
    }

    private static byte[] concat(byte[] a, byte[] b, byte[] c) {
        byte[] all = new byte[a.length + b.length + c.length];
        System.arraycopy(a, 0, all, 0, a.length);
        System.arraycopy(b, 0, all, a.length, b.length);
        System.arraycopy(c, 0, all, a.length + b.length, c.length);
        return all;
    }
}
