package dev.chatanalytics.ops.verify.traffic;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chatanalytics.transport.http.Json;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Messages as JSON, written in the different ways in which JSON and RFC 3339 let the same thing be said. Stateless. */
final class Bodies {

    private static final ZoneOffset INDIA = ZoneOffset.ofHoursMinutes(5, 30);

    private Bodies() {}

    /** @param manner of writing: its bits choose */
    static byte[] of(Payload payload, long manner) {
        boolean escaped = (manner & 1 << 20) != 0;
        boolean eastern = (manner & 3 << 21) == 0;
        StringBuilder json = new StringBuilder(payload.text().length() + 256);
        json.append("{\"message_id\":").append(Json.quote(payload.messageId()));
        json.append(",\"bot_id\":").append(Json.quote(payload.botId()));
        if (payload.userId() != null) {
            json.append(",\"user_id\":").append(quote(payload.userId(), escaped));
        }
        json.append(",\"text\":").append(quote(payload.text(), escaped));
        json.append(",\"timestamp\":\"").append(time(payload.sentAtMicros(), eastern ? INDIA : ZoneOffset.UTC));
        return json.append("\"}").toString().getBytes(UTF_8);
    }

    private static String quote(String value, boolean escaped) {
        String quoted = Json.quote(value);
        if (!escaped) {
            return quoted;
        }
        StringBuilder ascii = new StringBuilder(2 * quoted.length());
        for (int i = 0; i < quoted.length(); i++) {
            char unit = quoted.charAt(i);
            if (unit < 0x7f) {
                ascii.append(unit);
            } else {
                escape(unit, ascii);
            }
        }
        return ascii.toString();
    }

    private static void escape(char unit, StringBuilder to) {
        to.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            to.append(Character.forDigit(unit >> shift & 0xf, 16));
        }
    }

    private static String time(long micros, ZoneOffset offset) {
        Instant instant =
                Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000L);
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(instant.atOffset(offset));
    }
}
