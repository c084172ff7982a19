package dev.chatanalytics.engine.fuzz;

import dev.chatanalytics.engine.message.Message;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The rules of a message, written a second time and without care for speed. */
final class MessageOracle {

    private static final int MAX_DEPTH = 1_000;
    private static final Pattern TIME = Pattern.compile("(\\d{4})-(\\d\\d)-(\\d\\d)[Tt](\\d\\d):(\\d\\d):(\\d\\d)"
            + "(?:\\.(\\d+))?(?:[Zz]|([+-])(\\d\\d):(\\d\\d))");

    private final Duration maxAge;
    private final Duration maxAhead;

    MessageOracle(Duration maxAge, Duration maxAhead) {
        this.maxAge = maxAge;
        this.maxAhead = maxAhead;
    }

    /** The body is not a message. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        private Refused(String why) {
            super(why);
        }
    }

    /** The message; its id is null when the server is to make one. */
    Message read(JsonReference.Document document, long nowMicros) throws Refused {
        require(document.depth() <= MAX_DEPTH, "depth");
        Map<String, Object> members = membersOnce(document.value());
        String botId = string(members, "bot_id", 128);
        String text = string(members, "text", 8_192);
        String messageId = string(members, "message_id", 128);
        String userId = string(members, "user_id", 128);
        String timestamp = string(members, "timestamp", Integer.MAX_VALUE);
        require(botId != null && !botId.isEmpty(), "bot_id");
        require(text != null && !text.isBlank(), "text");
        require(messageId == null || !messageId.isEmpty(), "message_id");
        long sentAt = timestamp == null ? nowMicros : micros(timestamp);
        require(sentAt >= nowMicros - maxAge.toNanos() / 1_000, "age");
        require(sentAt <= nowMicros + maxAhead.toNanos() / 1_000, "ahead");
        return new Message(messageId, botId, userId, text, sentAt, nowMicros);
    }

    private static Map<String, Object> membersOnce(Object value) throws Refused {
        require(value instanceof JsonReference.Members, "not an object");
        Map<String, Object> members = new HashMap<>();
        for (Map.Entry<String, Object> entry : ((JsonReference.Members) value).entries()) {
            require(members.put(entry.getKey(), entry.getValue()) == null, "twice");
        }
        return members;
    }

    private static String string(Map<String, Object> members, String name, int longest) throws Refused {
        Object value = members.get(name) == JsonReference.Null.NULL ? null : members.get(name);
        require(value == null || value instanceof String, name);
        String string = (String) value;
        require(string == null || string.codePoints().count() <= longest, name);
        require(string == null || JsonReference.isStorable(string), name);
        return string;
    }

    private static long micros(String time) throws Refused {
        Matcher parts = TIME.matcher(time);
        require(parts.matches(), "timestamp");
        try {
            LocalDate day = LocalDate.of(part(parts, 1), part(parts, 2), part(parts, 3));
            require(part(parts, 4) < 24 && part(parts, 5) < 60 && part(parts, 6) <= 60, "time of day");
            long seconds = day.toEpochDay() * 86_400 + part(parts, 4) * 3_600 + part(parts, 5) * 60 + part(parts, 6);
            if (parts.group(8) != null) {
                require(part(parts, 9) < 24 && part(parts, 10) < 60, "offset");
                int offset = part(parts, 9) * 3_600 + part(parts, 10) * 60;
                seconds += parts.group(8).equals("+") ? -offset : offset;
            }
            String fraction = (parts.group(7) == null ? "" : parts.group(7)) + "000000";
            return seconds * 1_000_000 + Integer.parseInt(fraction.substring(0, 6));
        } catch (DateTimeException e) {
            throw new Refused("date");
        }
    }

    private static int part(Matcher parts, int group) {
        return Integer.parseInt(parts.group(group));
    }

    private static void require(boolean rule, String name) throws Refused {
        if (!rule) {
            throw new Refused(name);
        }
    }
}
