package dev.chatanalytics.transport.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** Makes valid requests, most of them messages, in any form that RFC 9112 allows. Text is Latin-1, so one for a byte. */
final class HttpGrammar {

    private static final List<String> TARGETS = List.of(
            "/v1/messages", "/v1/messages?x=y", "http://host:80/v1/messages", "/", "*", "/v1/messages/", "/a%20b?/v1");
    private static final List<String> METHODS = List.of("GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE", "X-y!");
    private static final List<String> TYPES =
            List.of("application/json", "Application/JSON; charset=utf-8", "text/plain");

    private final SplittableRandom random;

    HttpGrammar(SplittableRandom random) {
        this.random = random;
    }

    /** Several requests on one connection; in one case of four the last one says so. */
    byte[] stream() {
        StringBuilder out = new StringBuilder();
        for (int n = random.nextInt(6); n >= 0; n--) {
            out.append(request(n == 0 && random.nextInt(4) == 0));
        }
        return out.toString().getBytes(ISO_8859_1);
    }

    private String request(boolean last) {
        boolean message = random.nextInt(4) > 0;
        boolean http10 = random.nextInt(10) == 0;
        String target = message ? TARGETS.get(random.nextInt(3)) : any(TARGETS);
        String body = message || random.nextBoolean() ? content() : "";
        StringBuilder out = new StringBuilder("\r\n".repeat(random.nextInt(20) == 0 ? 1 : 0))
                .append(message ? "POST" : any(METHODS))
                .append(' ')
                .append(target)
                .append(http10 ? " HTTP/1.0\r\n" : " HTTP/1.1\r\n")
                .append(field("Host", "host"))
                .append(field("Content-Type", message ? TYPES.get(random.nextInt(2)) : any(TYPES)));
        if (http10 && !last) {
            out.append(field("Connection", "keep-alive"));
        } else if (last) {
            out.append(field("Connection", random.nextBoolean() ? "close" : "x, Close"));
        }
        addNoise(out);
        if (!http10 && random.nextInt(3) == 0) {
            return out.append(field("Transfer-Encoding", "chunked"))
                    .append("\r\n")
                    .append(chunked(body))
                    .toString();
        }
        boolean silent = body.isEmpty() && random.nextBoolean();
        return out.append(silent ? "" : field("Content-Length", "0".repeat(random.nextInt(2)) + body.length()))
                .append("\r\n")
                .append(body)
                .toString();
    }

    private void addNoise(StringBuilder out) {
        for (int n = random.nextInt(3); n > 0; n--) {
            out.append(field("X-" + random.nextInt(100), bytes(random.nextInt(30), 0x21, 0x7F)));
        }
        if (random.nextInt(10) == 0) {
            out.append(field("Expect", "100-continue"));
        }
    }

    private String field(String name, String value) {
        String cased = random.nextBoolean() ? name : name.toLowerCase(Locale.ROOT);
        return cased + ":" + space() + value + space() + "\r\n";
    }

    private String space() {
        return List.of("", " ", " ", "\t", "  ").get(random.nextInt(5));
    }

    private String content() {
        int length = random.nextInt(30) == 0 ? random.nextInt(HttpReference.MAX_BODY + 1) : random.nextInt(300);
        String requests = random.nextInt(5) == 0 ? new String(stream(), ISO_8859_1) : "";
        boolean fits = !requests.isEmpty() && requests.length() <= HttpReference.MAX_BODY;
        return fits ? requests : bytes(length, 0, 0x100);
    }

    private String bytes(int count, int from, int to) {
        StringBuilder out = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            out.append((char) random.nextInt(from, to));
        }
        return out.toString();
    }

    private String chunked(String body) {
        StringBuilder out = new StringBuilder();
        int longest = 1 << random.nextInt(1, 15);
        for (int from = 0; from < body.length(); ) {
            int to = Math.min(body.length(), from + 1 + random.nextInt(longest));
            out.append("0".repeat(random.nextInt(3)))
                    .append(Integer.toHexString(to - from))
                    .append(extension())
                    .append("\r\n")
                    .append(body, from, to)
                    .append("\r\n");
            from = to;
        }
        out.append("0".repeat(1 + random.nextInt(2))).append(extension()).append("\r\n");
        return out.append(random.nextInt(4) == 0 ? field("X-Trailer", "t") : "")
                .append("\r\n")
                .toString();
    }

    private String extension() {
        return switch (random.nextInt(8)) {
            case 0 -> ";a=b";
            case 1 -> ";a";
            case 2 -> ";a=\"b c;\";d=e";
            default -> "";
        };
    }

    private String any(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
