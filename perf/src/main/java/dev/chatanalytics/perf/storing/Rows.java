package dev.chatanalytics.perf.storing;

import dev.chatanalytics.engine.message.AnalyzedMessage;
import dev.chatanalytics.engine.message.Message;
import dev.chatanalytics.engine.message.NlpAnalysis;
import dev.chatanalytics.engine.message.NlpStatus;
import dev.chatanalytics.perf.load.client.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Rows as they come out of the engine at 10,000 messages a second, in the order in which they were received. Stateless. */
final class Rows {

    private static final int BOTS = 1_000;
    private static final int MICROS_APART = 100;
    private static final int BOT_STEP = 617; // a prime, so that neighbours are of different bots
    private static final NlpAnalysis ANALYSIS = new NlpAnalysis(
            NlpStatus.OK,
            "en",
            "positive",
            0.8f,
            "{\"language\":\"en\",\"language_confidence\":1.0,\"sentiment\":\"positive\",\"score\":0.8,\"tokens\":1,"
                    + "\"model\":\"canned\"}");

    private Rows() {}

    /**
     * Makes the rows of a turn.
     *
     * @param nowMicros when the last one was received, in microseconds since 1970-01-01T00:00:00Z
     */
    static List<AnalyzedMessage> make(Repeats repeats, long nowMicros) {
        int count = repeats.rows();
        List<String> texts = Texts.generated().all();
        List<AnalyzedMessage> rows = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            if (repeats.isRepeat(i)) {
                rows.add(rows.get(repeats.original(i)));
                continue;
            }
            long micros = nowMicros - (long) (count - 1 - i) * MICROS_APART;
            String id = String.format(Locale.ROOT, "storing1-%010d", i);
            String bot = String.format(Locale.ROOT, "bot-%06d", i * BOT_STEP % BOTS);
            Message message = new Message(id, bot, "u-9", texts.get(i % texts.size()), micros - 1_000, micros);
            rows.add(new AnalyzedMessage(message, ANALYSIS));
        }
        return rows;
    }
}
