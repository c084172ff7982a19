package dev.chatanalytics.transport.nlp;

import io.netty.handler.codec.http.HttpHeaders;
import org.asynchttpclient.Request;
import org.asynchttpclient.RequestBuilder;

/**
 * Makes the requests. Not thread-safe; each event loop has its own, since headers and URL are then taken over
 * once, instead of being copied and encoded for each call.
 */
final class AnalyzeRequests {

    private final AnalyzeBody body;
    private final RequestBuilder builder;
    private HttpHeaders headers;

    AnalyzeRequests(Request prototype, RequestTemplate template) {
        body = new AnalyzeBody(template);
        builder = new RequestBuilder(prototype.getMethod(), true).setUri(prototype.getUri());
    }

    /** @param headers the same object as before, unless they have changed */
    Request of(String text, HttpHeaders headers) {
        if (this.headers != headers) {
            this.headers = headers;
            builder.setHeaders(headers);
        }
        return builder.setBody(body.of(text)).build();
    }
}
