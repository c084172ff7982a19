package dev.chatanalytics.persistence.testing;

import dev.chatanalytics.engine.message.AnalyzedMessage;
import dev.chatanalytics.engine.message.Message;
import dev.chatanalytics.engine.message.NlpAnalysis;
import dev.chatanalytics.engine.message.NlpStatus;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** Messages for tests. */
public final class Messages {

    /** Monday, 23 November 2026, with microseconds. */
    public static final long NOW = micros(Instant.parse("2026-11-23T08:00:00.123456Z"));

    /** PostgreSQL takes no such text. */
    public static final String POISON_TEXT = "nul: \0";

    private static final AtomicLong NEXT = new AtomicLong();

    private Messages() {}

    public static long micros(Instant instant) {
        return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000;
    }

    /** A message with an id that no other has. */
    public static AnalyzedMessage message(String text) {
        return message("m-" + NEXT.incrementAndGet(), text, NOW);
    }

    public static AnalyzedMessage message(String id, String text, long sentAtMicros) {
        Message message = new Message(id, "bot-" + sentAtMicros % 7, "user-1", text, sentAtMicros, NOW + 5);
        return new AnalyzedMessage(
                message, new NlpAnalysis(NlpStatus.OK, "en", "positive", 0.87f, "{\"language\":\"en\"}"));
    }

    public static AnalyzedMessage analyzed(NlpAnalysis analysis) {
        return new AnalyzedMessage(message("hello").message(), analysis);
    }

    /** So many messages, each with an id of its own. */
    public static List<AnalyzedMessage> batch(int rows) {
        return IntStream.range(0, rows).mapToObj(i -> message("text " + i)).toList();
    }
}
