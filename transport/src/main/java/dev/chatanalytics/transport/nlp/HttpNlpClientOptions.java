package dev.chatanalytics.transport.nlp;

import java.net.URI;
import java.time.Duration;

/**
 * Where the NLP API is. Values are taken as valid.
 *
 * @param url {@code http} or {@code https}, posted to as it is
 * @param maxConnections kept alive at most; HTTP/1.1 needs one for each call in flight
 * @param timeout of one attempt
 * @param maxAnswerBytes of a body; more is a bad answer, and its connection is closed
 */
public record HttpNlpClientOptions(URI url, int maxConnections, Duration timeout, int maxAnswerBytes) {}
