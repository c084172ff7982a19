package dev.chatanalytics.ops.cli;

import dev.chatanalytics.persistence.database.StoredMessage;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Messages as lines of one table, whose columns stay where the first rows put them. Not thread-safe. */
final class MessageTable {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final List<String> HEADING = List.of("SENT (UTC)", "BOT", "NLP", "LANGUAGE", "SENTIMENT", "TEXT");
    private static final List<Integer> LIMITS = List.of(19, 20, 7, 8, 14);

    private final Table table;
    private List<Integer> widths;

    /** @param terminal columns of the terminal */
    MessageTable(int terminal) {
        table = new Table(HEADING, LIMITS, terminal);
    }

    /** The heading and the first rows. */
    List<String> begin(List<StoredMessage> messages) {
        List<List<String>> rows = messages.stream().map(MessageTable::cells).toList();
        widths = table.widths(rows);
        return table.lines(rows);
    }

    /** More rows under the same heading. */
    List<String> rows(List<StoredMessage> messages) {
        return messages.stream().map(m -> Table.line(cells(m), widths)).toList();
    }

    private static List<String> cells(StoredMessage message) {
        return List.of(
                TIME.format(message.sentAt()),
                message.botId(),
                message.nlpStatus(),
                orDash(message.language()),
                sentiment(message),
                message.text());
    }

    private static String sentiment(StoredMessage message) {
        String score =
                message.sentimentScore() == null ? "" : String.format(Locale.ROOT, " %.2f", message.sentimentScore());
        return orDash(message.sentiment()) + score;
    }

    private static String orDash(String value) {
        return value == null ? "-" : value;
    }
}
