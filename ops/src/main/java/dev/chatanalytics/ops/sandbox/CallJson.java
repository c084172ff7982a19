package dev.chatanalytics.ops.sandbox;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Reads the body of a call, {@code {"text":"…"}}; other members are ignored. Stateless. */
final class CallJson {

    private static final JsonFactory JSON = new JsonFactory();
    private static final String TEXT = "text";

    private CallJson() {}

    /** @throws BadCallException when it is not one JSON object with a string named {@code text} */
    static String text(byte[] body) {
        try (JsonParser parser = JSON.createParser(body)) {
            return text(parser);
        } catch (JsonProcessingException e) {
            throw new BadCallException("body: not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException("an array cannot fail to be read", e);
        }
    }

    private static String text(JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new BadCallException("body: not an object (expected: {\"text\":\"…\"})");
        }
        String text = null;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            boolean wanted = parser.currentName().equals(TEXT);
            JsonToken value = parser.nextToken();
            if (wanted && value != JsonToken.VALUE_STRING) {
                throw new BadCallException("text: " + value + " (expected: a string)");
            }
            text = wanted ? parser.getText() : text;
            parser.skipChildren();
        }
        if (text == null) {
            throw new BadCallException("text: missing (expected: a string)");
        }
        return text;
    }
}
