package dev.chatanalytics.engine.message;

import com.fasterxml.jackson.core.JsonToken;
import dev.chatanalytics.engine.json.MalformedJsonException;
import dev.chatanalytics.engine.json.StrictJsonReader;
import java.util.HashSet;
import java.util.Set;

/**
 * Decides whether a body is a message: all rules are here and in {@link MessageDraft}. Not thread-safe; the validate
 * stage owns one.
 */
public final class MessageParser {

    private final MessageRules rules;
    private final UuidV7 ids = new UuidV7();

    /** @param rules those that operators set */
    public MessageParser(MessageRules rules) {
        this.rules = rules;
    }

    /**
     * Reads one message.
     *
     * @param body JSON in UTF-8
     * @param receivedAtMicros when it came, in microseconds since 1970-01-01T00:00:00Z
     * @throws RejectedException when a rule is broken; the first one that is found
     */
    public Message parse(byte[] body, long receivedAtMicros) throws RejectedException {
        MessageDraft draft = new MessageDraft();
        try (StrictJsonReader json = StrictJsonReader.ofObject(body)) {
            readMembers(json, draft);
            json.end();
        } catch (MalformedJsonException e) {
            throw new RejectedException(null, e.getMessage());
        }
        return draft.toMessage(rules, ids, receivedAtMicros);
    }

    private static void readMembers(StrictJsonReader json, MessageDraft draft)
            throws MalformedJsonException, RejectedException {
        Set<String> unknown = null;
        for (String name = json.nextMember(); name != null; name = json.nextMember()) {
            JsonToken value = json.next();
            Member member = Member.byName(name);
            if (member == null) {
                unknown = unknown == null ? new HashSet<>() : unknown;
                if (!unknown.add(name)) {
                    throw twice(name);
                }
                json.skipValue();
            } else if (draft.has(member)) {
                throw twice(name);
            } else if (value == JsonToken.VALUE_NULL) {
                draft.setAbsent(member);
            } else if (value != JsonToken.VALUE_STRING) {
                throw new RejectedException(name, name + " is " + describe(value) + " (expected a string)");
            } else {
                draft.set(member, string(json, name));
            }
        }
    }

    private static String string(StrictJsonReader json, String name) throws RejectedException {
        try {
            return json.string();
        } catch (MalformedJsonException e) {
            throw new RejectedException(name, name + ": " + e.getMessage());
        }
    }

    private static RejectedException twice(String name) {
        String shown = Shown.shorten(name);
        return new RejectedException(shown, shown + " is given twice (expected once)");
    }

    private static String describe(JsonToken value) {
        return switch (value) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_TRUE, VALUE_FALSE -> "a boolean";
            default -> "a number";
        };
    }
}
