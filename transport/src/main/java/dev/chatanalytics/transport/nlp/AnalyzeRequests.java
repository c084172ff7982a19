package dev.chatanalytics.transport.nlp;

import org.asynchttpclient.Request;
import org.asynchttpclient.RequestBuilder;

/**
 * Makes the requests. Not thread-safe; each event loop has its own, since headers and URL are then taken from the
 * prototype once, instead of being copied and encoded for each call.
 */
final class AnalyzeRequests {

    private final AnalyzeBody body = new AnalyzeBody();
    private final RequestBuilder builder;

    AnalyzeRequests(Request prototype) {
        builder = new RequestBuilder(prototype.getMethod(), true)
                .setUri(prototype.getUri())
                .setHeaders(prototype.getHeaders());
    }

    Request of(String text) {
        return builder.setBody(body.of(text)).build();
    }
}
