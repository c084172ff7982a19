package dev.chatanalytics.ops.config;

import com.fasterxml.jackson.core.JsonPointer;
import dev.chatanalytics.engine.EngineOptions;
import dev.chatanalytics.engine.nlp.AnswerShape;
import dev.chatanalytics.transport.nlp.HttpNlpClientOptions;
import dev.chatanalytics.transport.nlp.RequestTemplate;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The keys under {@code nlp}: the API that enriches messages. */
final class NlpSection {

    private static final Duration TICK = Duration.ofMillis(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final Values values;

    NlpSection(Values values) {
        this.values = values;
    }

    /** The headers are those of this moment. */
    HttpNlpClientOptions client() {
        return new HttpNlpClientOptions(
                values.url("nlp.url"),
                values.integer("nlp.max-connections", 1, 1_000_000),
                values.duration("nlp.timeout", TICK, MINUTE),
                maxAnswer(),
                now(headers()),
                values.read(
                        "nlp.request",
                        "JSON with {text} once, in a string, such as {\"text\":\"{text}\"}",
                        RequestTemplate::of,
                        RequestTemplate.TEXT),
                Optional.ofNullable(values.optional(
                        "nlp.tls.ca", "a PEM file of certificates that can be read", NlpSection::certificates, null)));
    }

    NlpHeaders headers() {
        return new NlpHeaders(
                values.optional(
                        "nlp.headers",
                        NlpHeaders.EXPECTED,
                        v -> Pairs.parse(v).filter(NlpHeaders::areHeaders),
                        Map.of()),
                file("nlp.headers-file", "a file of lines Name: value that can be read, " + NlpHeaders.EXPECTED, true),
                file("nlp.token-file", "a file that can be read and holds a token and nothing else", false));
    }

    private Optional<Path> file(String key, String expected, boolean ofHeaders) {
        return Optional.ofNullable(values.optional(key, expected, v -> readable(Path.of(v), ofHeaders), null));
    }

    private static Optional<Path> readable(Path file, boolean ofHeaders) {
        Optional<Path> some = Optional.of(file);
        return now(new NlpHeaders(Map.of(), ofHeaders ? some : Optional.empty(), ofHeaders ? Optional.empty() : some))
                        .isEmpty()
                ? Optional.empty()
                : some;
    }

    /** Nothing when a file is wrong: its key is told to be. */
    private static Map<String, String> now(NlpHeaders headers) {
        try {
            return headers.read();
        } catch (IOException e) {
            return Map.of();
        }
    }

    private static Optional<Path> certificates(String file) {
        try (InputStream pem = Files.newInputStream(Path.of(file))) {
            boolean none = CertificateFactory.getInstance("X.509")
                    .generateCertificates(pem)
                    .isEmpty();
            return none ? Optional.empty() : Optional.of(Path.of(file));
        } catch (IOException | CertificateException e) {
            return Optional.empty();
        }
    }

    EngineOptions.Nlp engine() {
        return new EngineOptions.Nlp(
                values.integer("nlp.concurrency", 1, 1_000_000),
                values.integer("nlp.attempts", 1, 20),
                values.duration("nlp.timeout", TICK, MINUTE),
                values.duration("nlp.backoff", TICK, MINUTE),
                maxAnswer(),
                answer());
    }

    EngineOptions.Breaker breaker() {
        return new EngineOptions.Breaker(
                values.percentage("nlp.breaker.failure-rate", 1),
                values.duration("nlp.breaker.window", Duration.ofSeconds(1), HOUR),
                values.duration("nlp.breaker.cooldown", Duration.ofMillis(10), HOUR),
                values.percentage("nlp.breaker.half-open-traffic", 1),
                values.integer("nlp.breaker.consecutive-failures", 1, Integer.MAX_VALUE));
    }

    private int maxAnswer() {
        return (int) values.size("nlp.max-answer", 1L << 10, 1L << 20);
    }

    private AnswerShape answer() {
        return new AnswerShape(
                member("language"),
                member("sentiment"),
                member("score"),
                pointer("nlp.answer.best-of"),
                labels("nlp.answer.languages"),
                labels("nlp.answer.sentiments"));
    }

    /** The root, which an empty pointer means, is no member; and a variable of the environment cannot be null. */
    private JsonPointer member(String name) {
        JsonPointer pointer = pointer("nlp.answer." + name);
        return pointer == null || pointer.matches() ? null : pointer;
    }

    private JsonPointer pointer(String key) {
        return values.optional(
                key,
                "a JSON Pointer such as /documents/0/sentiment, or null",
                v -> Optional.of(JsonPointer.compile(v)),
                null);
    }

    private Map<String, String> labels(String key) {
        return values.optional(
                key, "labels and what to store instead, such as { POS = positive }", Pairs::parse, Map.of());
    }
}
