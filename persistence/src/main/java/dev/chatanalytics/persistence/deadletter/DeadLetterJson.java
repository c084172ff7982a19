package dev.chatanalytics.persistence.deadletter;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.chatanalytics.engine.message.AnalyzedMessage;
import dev.chatanalytics.engine.message.Message;
import dev.chatanalytics.engine.message.NlpAnalysis;
import dev.chatanalytics.engine.message.NlpStatus;
import dev.chatanalytics.engine.port.DeadLetters.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A dead letter as a JSON object and back, without loss: any string passes, also one that PostgreSQL refused because it
 * is no text. The NLP answer is a string in it, since it need not be valid JSON either. Stateless.
 */
final class DeadLetterJson {

    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final int NANOS_PER_MICRO = 1_000;
    private static final JsonFactory FACTORY = new JsonFactory();

    private DeadLetterJson() {}

    static byte[] write(DeadLetter letter) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("kind", letter.kind().name().toLowerCase(Locale.ROOT));
            json.writeStringField("kept_at", letter.keptAt().toString());
            json.writeStringField("reason", letter.reason());
            json.writeNumberField("attempts", letter.attempts());
            write(json, letter.message().message());
            write(json, letter.message().analysis());
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator json, Message message) throws IOException {
        json.writeStringField("message_id", message.messageId());
        json.writeStringField("bot_id", message.botId());
        json.writeStringField("user_id", message.userId());
        json.writeStringField("text", message.text());
        json.writeStringField("sent_at", instant(message.sentAtMicros()).toString());
        json.writeStringField("received_at", instant(message.receivedAtMicros()).toString());
    }

    private static void write(JsonGenerator json, NlpAnalysis analysis) throws IOException {
        json.writeStringField("nlp_status", analysis.status().label());
        json.writeStringField("language", analysis.language());
        json.writeStringField("sentiment", analysis.sentiment());
        if (analysis.score() != null) {
            json.writeNumberField("sentiment_score", analysis.score());
        }
        json.writeStringField("nlp", analysis.json());
    }

    /** @throws IOException when it is no dead letter, and why */
    static DeadLetter read(byte[] line) throws IOException {
        Map<String, String> members = members(line);
        try {
            return letter(members);
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** All members are flat; a number is kept as its text. Unknown ones do no harm. */
    private static Map<String, String> members(byte[] line) throws IOException {
        Map<String, String> members = new HashMap<>();
        try (JsonParser json = FACTORY.createParser(line)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("no JSON object");
            }
            for (JsonToken name = json.nextToken(); name == JsonToken.FIELD_NAME; name = json.nextToken()) {
                String key = json.currentName();
                JsonToken value = json.nextToken();
                json.skipChildren();
                members.put(key, value == JsonToken.VALUE_NULL ? null : json.getText());
            }
            if (json.nextToken() != null) {
                throw new IOException("bytes after the JSON object");
            }
        }
        return members;
    }

    private static DeadLetter letter(Map<String, String> members) {
        Message message = new Message(
                required(members, "message_id"),
                required(members, "bot_id"),
                members.get("user_id"),
                required(members, "text"),
                micros(members, "sent_at"),
                micros(members, "received_at"));
        String score = members.get("sentiment_score");
        NlpAnalysis analysis = new NlpAnalysis(
                NlpStatus.valueOf(required(members, "nlp_status").toUpperCase(Locale.ROOT)),
                members.get("language"),
                members.get("sentiment"),
                score == null ? null : Float.valueOf(score),
                members.get("nlp"));
        return new DeadLetter(
                Kind.valueOf(required(members, "kind").toUpperCase(Locale.ROOT)),
                Instant.parse(required(members, "kept_at")),
                required(members, "reason"),
                Integer.parseInt(required(members, "attempts")),
                new AnalyzedMessage(message, analysis));
    }

    private static String required(Map<String, String> members, String name) {
        String value = members.get(name);
        if (value == null) {
            throw new IllegalArgumentException("member " + name + " is missing");
        }
        return value;
    }

    private static long micros(Map<String, String> members, String name) {
        Instant instant = Instant.parse(required(members, name));
        // Not ChronoUnit.MICROS.between, which overflows beyond 292 years.
        long micros = instant.getEpochSecond() * MICROS_PER_SECOND + instant.getNano() / NANOS_PER_MICRO;
        if (!instant(micros).equals(instant.truncatedTo(ChronoUnit.MICROS))) {
            throw new IllegalArgumentException(name + ": " + instant + " (expected: a year within 290,000 of ours)");
        }
        return micros;
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
