package dev.chatanalytics.transport.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.SplittableRandom;

/** Spoils a stream of requests: at random, and in the ways by which requests were smuggled past other servers. */
final class HttpMutator {

    /** Header lines that change where a request ends, or whether it is one. */
    private static final List<String> LINES = List.of(
            "Content-Length: 5",
            "Content-Length: 0",
            "Content-Length: +5",
            "Content-Length: -1",
            "Content-Length: 5, 5",
            "Content-Length: 5 5",
            "Content-Length: 0x5",
            "Content-Length: 5;",
            "Content-Length:",
            "Content-Length: 4294967301",
            "Content-Length: 18446744073709551621",
            "Content-Length: 99999999999999999999999999",
            "Content-Length : 5",
            "Content\u0000-Length: 5",
            "Content_Length: 5",
            "Content-Length:\r\n 5",
            "Transfer-Encoding: chunked",
            "Transfer-Encoding : chunked",
            "Transfer-Encoding:\u000Bchunked",
            "Transfer-Encoding:\r\n chunked",
            "Transfer-Encoding: identity",
            "Transfer-Encoding: gzip, chunked",
            "Transfer-Encoding: chunked, identity",
            "Transfer-Encoding: xchunked",
            "Transfer-Encoding: \"chunked\"",
            "Transfer-Encoding: chunked\u0000",
            "Transfer-Encoding: chunked;q=1",
            "Transfer-Encoding: ,chunked",
            "X: y\r\n folded",
            "X: y\nTransfer-Encoding: chunked",
            "X: y\rTransfer-Encoding: chunked",
            "X: y\u0000",
            "Host: other",
            "Connection: close",
            "Connection: keep-alive, close",
            "Connection: Content-Length",
            "Expect: 100-continue",
            "Expect: 200-ok",
            "Upgrade: h2c",
            "Content-Encoding: gzip",
            " X: y",
            ": y",
            "no colon",
            "X\u00E4: y",
            "X: \u00E4\u007F");

    /** Bytes for anywhere. */
    private static final List<String> PIECES = List.of(
            "\r\n",
            "\n",
            "\r",
            "\r\n\r\n",
            "\n\n",
            "\u0000",
            " ",
            "\t",
            "\u000B",
            "\u000C",
            "\u0085",
            "\u00A0",
            ":",
            ";",
            "0\r\n\r\n",
            "5\r\nhello\r\n",
            "100000000\r\n",
            "100000005\r\n",
            "ffffffff\r\n",
            "7fffffff\r\n",
            "-1\r\n",
            "0x5\r\n",
            "5 \r\n",
            " 5\r\n",
            "5;\r\n",
            "5;a=\"\r\n",
            "5\u0000\r\n",
            "+5\r\n",
            "5_0\r\n",
            "GET / HTTP/0.9\r\n\r\n",
            "GET /\r\n",
            "GET / HTTP/2.0\r\n\r\n",
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
            "GET  / HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET\t/ HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET / HTTP/1.1 \r\nHost: x\r\n\r\n",
            " GET / HTTP/1.1\r\nHost: x\r\n\r\n",
            "CONNECT host:80 HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET http:// HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET /\u00E4 HTTP/1.1\r\nHost: x\r\n\r\n",
            "\u0016\u0003\u0001",
            "POST /v1/messages HTTP/1.1\r\n");

    private final SplittableRandom random;

    HttpMutator(SplittableRandom random) {
        this.random = random;
    }

    byte[] mutate(byte[] stream) {
        String out = new String(stream, ISO_8859_1);
        for (int n = 1 + random.nextInt(2); n > 0; n--) {
            out = once(out);
        }
        return out.getBytes(ISO_8859_1);
    }

    private String once(String in) {
        int from = random.nextInt(in.length() + 1);
        int to = Math.min(in.length(), from + random.nextInt(random.nextBoolean() ? 3 : 60));
        return switch (random.nextInt(10)) {
            case 0 -> in.substring(0, from);
            case 1 -> in.substring(0, from) + in.substring(to);
            case 2 -> in.substring(0, to) + in.substring(from);
            case 3 ->
                in.substring(0, from) + (char) random.nextInt(256) + in.substring(Math.min(in.length(), from + 1));
            case 4 -> in.substring(0, from) + any(PIECES) + in.substring(to);
            case 5 -> afterALine(in, from, any(PIECES));
            case 6 -> afterALine(in, from, ("X: " + "y".repeat(random.nextInt(9_000)) + "\r\n").repeat(2));
            default -> afterALine(in, from, any(LINES) + "\r\n");
        };
    }

    /** Where the structure is: behind the next line end, else at the end. */
    private static String afterALine(String in, int from, String piece) {
        int end = in.indexOf("\r\n", from);
        int at = end < 0 ? in.length() : end + 2;
        return in.substring(0, at) + piece + in.substring(at);
    }

    private String any(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
