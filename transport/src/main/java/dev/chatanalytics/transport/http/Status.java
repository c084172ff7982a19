package dev.chatanalytics.transport.http;

import java.nio.charset.StandardCharsets;

/** The one status table: every status that we answer with, and when. */
public enum Status {
    /** Here it is. */
    OK(200, "OK"),
    /** The message is taken, as durable as {@code durability.mode} says. */
    ACCEPTED(202, "Accepted"),
    /** Not HTTP, or not a valid message: sending it again will not help. */
    BAD_REQUEST(400, "Bad Request"),
    /** No such path. */
    NOT_FOUND(404, "Not Found"),
    /** The path has other methods: {@code Allow} names them. */
    METHOD_NOT_ALLOWED(405, "Method Not Allowed"),
    /** The request did not arrive whole within the request time-out. The connection is closed. */
    REQUEST_TIMEOUT(408, "Request Timeout"),
    /** The body is longer than we take. The connection is closed. */
    CONTENT_TOO_LARGE(413, "Content Too Large"),
    /** The request line is longer than we take. The connection is closed. */
    URI_TOO_LONG(414, "URI Too Long"),
    /** Not {@code application/json}. */
    UNSUPPORTED_MEDIA_TYPE(415, "Unsupported Media Type"),
    /** No room for it, or its sender holds more than its share: send it again after {@code Retry-After} seconds. */
    TOO_MANY_REQUESTS(429, "Too Many Requests"),
    /** The headers are longer than we take. The connection is closed. */
    HEADERS_TOO_LARGE(431, "Request Header Fields Too Large"),
    /** A fault of ours, which is in the log. The connection is closed. */
    INTERNAL_SERVER_ERROR(500, "Internal Server Error"),
    /** Not now, and it is not known whether it was taken: safe to send again after {@code Retry-After} seconds. */
    SERVICE_UNAVAILABLE(503, "Service Unavailable");

    private final int code;
    private final String title;
    private final byte[] line;

    Status(int code, String title) {
        this.code = code;
        this.title = title;
        line = ("HTTP/1.1 " + code + " " + title + "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    /** The number on the wire, such as 202. */
    public int code() {
        return code;
    }

    /** The reason phrase, and the {@code title} of a problem. */
    public String title() {
        return title;
    }

    /** The status line with its line end; not to be changed. */
    byte[] line() {
        return line;
    }
}
