package dev.chatanalytics.engine.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chatanalytics.engine.message.Message;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Makes valid messages, each in some form of JSON. */
final class MessageGrammar {

    private static final DateTimeFormatter TO_SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");

    private final SplittableRandom random;
    private final JsonScribe scribe;

    MessageGrammar(SplittableRandom random) {
        this.random = random;
        scribe = new JsonScribe(random);
    }

    /** A body, and the message that it is; its id is null when the server is to make one. */
    record Written(byte[] body, Message message) {}

    Written write(long nowMicros) {
        List<String> members = new ArrayList<>();
        String messageId = random.nextInt(4) == 0
                ? none(members, "message_id")
                : add(members, "message_id", scribe.characters(1, 128));
        String userId =
                random.nextBoolean() ? none(members, "user_id") : add(members, "user_id", scribe.characters(0, 128));
        String botId = add(members, "bot_id", scribe.characters(1, 128));
        String text = add(members, "text", "t" + scribe.characters(0, random.nextInt(20) == 0 ? 8_191 : 60));
        long sentAt = random.nextBoolean() ? nowMicros : sentAt(members, nowMicros);
        addUnknown(members);
        shuffle(members);
        byte[] body = scribe.object(members).getBytes(UTF_8);
        return new Written(body, new Message(messageId, botId, userId, text, sentAt, nowMicros));
    }

    private String add(List<String> members, String name, String value) {
        members.add(scribe.member(name, scribe.quote(value)));
        return value;
    }

    /** Absent, or null, which is the same. */
    private String none(List<String> members, String name) {
        if (random.nextBoolean()) {
            members.add(scribe.member(name, "null"));
        }
        return null;
    }

    private void addUnknown(List<String> members) {
        for (int i = random.nextInt(4); i > 0; i--) {
            members.add(scribe.member("unknown " + i + scribe.characters(0, 3), scribe.value(8)));
        }
    }

    private long sentAt(List<String> members, long nowMicros) {
        long oldest = nowMicros - Duration.ofDays(7).toNanos() / 1_000;
        long newest = nowMicros + Duration.ofMinutes(5).toNanos() / 1_000;
        long micros = random.nextLong(oldest, newest + 1);
        int digits = random.nextInt(10);
        long unit = (long) Math.pow(10, Math.max(0, 6 - digits));
        micros = Math.max(micros - Math.floorMod(micros, unit), oldest + unit - Math.floorMod(oldest, unit));
        add(members, "timestamp", time(micros, digits));
        return micros;
    }

    private String time(long micros, int digits) {
        int minutes = random.nextInt(4) == 0 ? 0 : random.nextInt(-1_079, 1_080);
        String seconds = TO_SECONDS.format(Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L))
                .atOffset(ZoneOffset.ofTotalSeconds(minutes * 60)));
        String fraction = String.format(".%06d000", Math.floorMod(micros, 1_000_000L));
        return seconds
                + (digits == 0 ? "" : fraction.substring(0, digits + 1))
                + (minutes == 0 && random.nextBoolean() ? "Z" : offset(minutes));
    }

    private static String offset(int minutes) {
        int size = Math.abs(minutes);
        return String.format("%s%02d:%02d", minutes < 0 ? "-" : "+", size / 60, size % 60);
    }

    private void shuffle(List<String> members) {
        for (int i = members.size() - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            members.set(i, members.set(j, members.get(i)));
        }
    }
}
