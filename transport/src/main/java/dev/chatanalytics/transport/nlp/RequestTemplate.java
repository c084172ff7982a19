package dev.chatanalytics.transport.nlp;

import com.fasterxml.jackson.core.JsonToken;
import dev.chatanalytics.engine.json.MalformedJsonException;
import dev.chatanalytics.engine.json.StrictJsonReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The JSON that is sent to the NLP API, around the text of a message. Immutable.
 *
 * @param head all before the text
 * @param tail all behind it
 */
public record RequestTemplate(String head, String tail) {

    /** What stands for the text, in one of the template's strings. */
    public static final String PLACEHOLDER = "{text}";

    /** {@code {"text":"…"}}. */
    public static final RequestTemplate TEXT = new RequestTemplate("{\"text\":\"", "\"}");

    /**
     * Parts a template at its placeholder.
     *
     * @return nothing unless the template is JSON with one placeholder, in a string that is not a name
     */
    public static Optional<RequestTemplate> of(String template) {
        int at = template.indexOf(PLACEHOLDER);
        int behind = at + PLACEHOLDER.length();
        boolean once = at >= 0 && template.indexOf(PLACEHOLDER, behind) < 0;
        return once && holdsItInAString(template)
                ? Optional.of(new RequestTemplate(template.substring(0, at), template.substring(behind)))
                : Optional.empty();
    }

    private static boolean holdsItInAString(String template) {
        boolean found = false;
        try (StrictJsonReader json = new StrictJsonReader(template.getBytes(StandardCharsets.UTF_8))) {
            JsonToken root = json.next();
            if (root == null || !root.isStructStart()) {
                return false;
            }
            int depth = 1;
            while (depth > 0) {
                JsonToken token = json.next();
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                found |= token == JsonToken.VALUE_STRING && json.string().contains(PLACEHOLDER);
            }
            json.end();
        } catch (MalformedJsonException e) {
            return false;
        }
        return found;
    }
}
