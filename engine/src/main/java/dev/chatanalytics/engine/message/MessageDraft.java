package dev.chatanalytics.engine.message;

import java.time.DateTimeException;
import java.time.Duration;

/** The members of one body while it is read, and the rules that make them a message. Not thread-safe. */
final class MessageDraft {

    private static final int LONGEST_ID = 128;
    private static final int LONGEST_TEXT = 8_192;
    private static final Member[] MEMBERS = Member.values();

    private final String[] values = new String[MEMBERS.length];

    /** A bit for each member that the body names, also when it is null there. */
    private int named;

    /** Whether the body has named the member, as null or otherwise. */
    boolean has(Member member) {
        return (named & 1 << member.ordinal()) != 0;
    }

    void set(Member member, String value) {
        named |= 1 << member.ordinal();
        values[member.ordinal()] = value;
    }

    /** The body says null, which is as good as nothing, but it must not name the member again. */
    void setAbsent(Member member) {
        set(member, null);
    }

    Message toMessage(MessageRules rules, UuidV7 ids, long receivedAtMicros) throws RejectedException {
        String botId = required(Member.BOT_ID, LONGEST_ID);
        String text = required(Member.TEXT, LONGEST_TEXT);
        if (text.isBlank()) {
            throw new RejectedException(
                    Member.TEXT.jsonName, "text is blank (expected at least one visible character)");
        }
        String messageId = values[Member.MESSAGE_ID.ordinal()] == null
                ? ids.next(receivedAtMicros)
                : required(Member.MESSAGE_ID, LONGEST_ID);
        String userId = optional(Member.USER_ID, LONGEST_ID);
        return new Message(messageId, botId, userId, text, sentAt(rules, receivedAtMicros), receivedAtMicros);
    }

    private String required(Member member, int longest) throws RejectedException {
        String value = optional(member, longest);
        if (value == null || value.isEmpty()) {
            throw new RejectedException(
                    member.jsonName,
                    member.jsonName + (value == null ? " is missing" : " is empty") + " (expected a string of 1 to "
                            + longest + " characters)");
        }
        return value;
    }

    private String optional(Member member, int longest) throws RejectedException {
        String value = values[member.ordinal()];
        // A character is a code point, as in PostgreSQL; counting them is needed only when the cheap bound fails.
        if (value != null && value.length() > longest) {
            int characters = value.codePointCount(0, value.length());
            if (characters > longest) {
                throw new RejectedException(
                        member.jsonName,
                        member.jsonName + " has " + characters + " characters (expected at most " + longest + "): "
                                + Shown.shorten(value));
            }
        }
        return value;
    }

    private long sentAt(MessageRules rules, long nowMicros) throws RejectedException {
        String given = values[Member.TIMESTAMP.ordinal()];
        if (given == null) {
            return nowMicros;
        }
        long micros;
        try {
            micros = Rfc3339.toMicros(given);
        } catch (DateTimeException e) {
            throw badTime(given, "expected RFC 3339 with an offset, such as 2026-11-23T08:00:00.123456Z");
        }
        if (nowMicros - micros > toMicros(rules.maxAge())) {
            throw badTime(given, "expected at most " + inWords(rules.maxAge()) + " ago");
        }
        if (micros - nowMicros > toMicros(rules.maxAhead())) {
            throw badTime(given, "expected at most " + inWords(rules.maxAhead()) + " ahead");
        }
        return micros;
    }

    private static RejectedException badTime(String given, String expected) {
        return new RejectedException(
                Member.TIMESTAMP.jsonName, "timestamp is " + Shown.shorten(given) + " (" + expected + ")");
    }

    private static long toMicros(Duration duration) {
        return duration.toNanos() / 1000;
    }

    private static String inWords(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds % 86_400 == 0) {
            return seconds / 86_400 + " days";
        }
        return seconds % 60 == 0 ? seconds / 60 + " minutes" : seconds + " seconds";
    }
}
