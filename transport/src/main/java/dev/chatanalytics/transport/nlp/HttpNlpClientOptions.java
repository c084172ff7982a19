package dev.chatanalytics.transport.nlp;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Where the NLP API is, and what it is sent. Values are taken as valid.
 *
 * @param url {@code http} or {@code https}, posted to as it is
 * @param maxConnections kept alive at most; HTTP/1.1 needs one for each call in flight
 * @param timeout of one attempt
 * @param maxAnswerBytes of a body; more is a bad answer, and its connection is closed
 * @param headers of each request, besides those of HTTP itself; they may be {@linkplain HttpNlpClient#headers replaced}
 * @param request the JSON around the text
 * @param ca a PEM file of the certificates that alone are trusted; nothing for those that Java trusts
 */
public record HttpNlpClientOptions(
        URI url,
        int maxConnections,
        Duration timeout,
        int maxAnswerBytes,
        Map<String, String> headers,
        RequestTemplate request,
        Optional<Path> ca) {

    /** An API that takes {@code {"text":"…"}} from everybody. */
    public HttpNlpClientOptions(URI url, int maxConnections, Duration timeout, int maxAnswerBytes) {
        this(url, maxConnections, timeout, maxAnswerBytes, Map.of(), RequestTemplate.TEXT, Optional.empty());
    }

    /** The same with another limit of connections. */
    public HttpNlpClientOptions withMaxConnections(int connections) {
        return new HttpNlpClientOptions(url, connections, timeout, maxAnswerBytes, headers, request, ca);
    }

    /** Without the values of headers, which are secret. */
    @Override
    public String toString() {
        return "HttpNlpClientOptions[" + url.getRawPath() + ", headers " + headers.keySet() + "]";
    }
}
