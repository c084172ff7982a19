package dev.chatanalytics.transport.http;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * One answer. Immutable as long as nobody changes its body, so one may be given to many requests.
 *
 * @param body sent as it is, and not changed from now on; empty for none
 * @param headers sent besides {@code Content-Type}, {@code Content-Length}, {@code Date} and {@code Connection}, which
 *     the server writes
 */
public record HttpAnswer(Status status, String contentType, byte[] body, Map<String, String> headers) {

    public static final String JSON = "application/json";
    public static final String PROBLEM = "application/problem+json";
    public static final String TEXT = "text/plain; charset=utf-8";

    /** @throws IllegalArgumentException when a header could break out of its line */
    public HttpAnswer {
        requireOneLine("content type", contentType);
        headers = Map.copyOf(headers);
        headers.forEach(HttpAnswer::requireOneLine);
    }

    /** Any answer without further headers. */
    public static HttpAnswer of(Status status, String contentType, byte[] body) {
        return new HttpAnswer(status, contentType, body, Map.of());
    }

    /** {@code application/json}. */
    public static HttpAnswer json(Status status, String body) {
        return json(status, body.getBytes(StandardCharsets.UTF_8));
    }

    /** {@code application/json}, in UTF-8. */
    public static HttpAnswer json(Status status, byte[] body) {
        return of(status, JSON, body);
    }

    /** Plain text in UTF-8. */
    public static HttpAnswer text(Status status, String body) {
        return of(status, TEXT, body.getBytes(StandardCharsets.UTF_8));
    }

    /** {@code application/problem+json} (RFC 9457) that says in words what is wrong. */
    public static HttpAnswer problem(Status status, String detail) {
        return problem(status, detail, null);
    }

    /** The same, and which member of the body it is about; null when it is about none. */
    public static HttpAnswer problem(Status status, String detail, String field) {
        StringBuilder body = new StringBuilder(128)
                .append("{\"title\":")
                .append(Json.quote(status.title()))
                .append(",\"status\":")
                .append(status.code())
                .append(",\"detail\":")
                .append(Json.quote(detail));
        if (field != null) {
            body.append(",\"field\":").append(Json.quote(field));
        }
        return of(status, PROBLEM, body.append('}').toString().getBytes(StandardCharsets.UTF_8));
    }

    /** This answer with one more header. */
    public HttpAnswer with(String name, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(name, value);
        return new HttpAnswer(status, contentType, body, more);
    }

    private static void requireOneLine(String name, String value) {
        if (!printable(name) || !printable(value)) {
            throw new IllegalArgumentException(
                    "header " + Json.quote(name) + ": " + Json.quote(value) + " (expected: printable ASCII)");
        }
    }

    private static boolean printable(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) < ' ' || value.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }
}
