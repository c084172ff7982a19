package dev.chatanalytics.transport.http;

import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;

/** What came is not a request that can be taken; the connection is of no more use. Has no stack trace. */
final class HttpFault extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient HttpAnswer answer;

    HttpFault(Status status, String detail) {
        super(detail, null, false, false);
        answer = HttpAnswer.problem(status, detail);
    }

    /** From what the decoder says of a part that it could not decode. */
    static HttpFault of(HttpObject part) {
        Throwable cause = part.decoderResult().cause();
        if (cause instanceof TooLongHttpHeaderException) {
            return new HttpFault(
                    Status.HEADERS_TOO_LARGE,
                    "headers: longer than " + RequestDecoder.MAX_HEADERS + " bytes, or more than "
                            + RequestDecoder.MAX_HEADER_COUNT);
        }
        if (cause instanceof TooLongHttpLineException && part instanceof HttpRequest) {
            return new HttpFault(
                    Status.URI_TOO_LONG, "request line: longer than " + RequestDecoder.MAX_LINE + " bytes");
        }
        String why = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return new HttpFault(Status.BAD_REQUEST, "not HTTP/1.1: " + why);
    }

    HttpAnswer answer() {
        return answer;
    }
}
