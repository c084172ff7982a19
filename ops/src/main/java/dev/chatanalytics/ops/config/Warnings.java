package dev.chatanalytics.ops.config;

import dev.chatanalytics.engine.EngineOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is allowed, and will surprise somebody under load. Stateless. */
public final class Warnings {

    /** What one call takes when all is well. */
    private static final Duration USUAL_CALL = Duration.ofMillis(200);

    private Warnings() {}

    /** One line each, in no need of another. */
    public static List<String> of(Configuration configuration) {
        List<String> warnings = new ArrayList<>();
        stragglers(configuration.engine(), warnings);
        answers(configuration, warnings);
        return warnings;
    }

    /** A slot is used again once all before it have ended, so the longest call times the rate is what the ring must hold. */
    private static void stragglers(EngineOptions engine, List<String> warnings) {
        EngineOptions.Nlp nlp = engine.nlp();
        int slots = engine.ring().size() * EngineOptions.SLOTS_PER_MESSAGE;
        double longest = nlp.deadlineMillis() / 1_000.0;
        double rate = slots / longest;
        double highest = nlp.concurrency() * 1_000.0 / USUAL_CALL.toMillis();
        if (rate < highest) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "ring.size: %d (at least %d would do): with nlp.timeout, nlp.attempts and nlp.backoff one call may take"
                            + " %.1f s, and beyond %.0f messages/s so many come meanwhile that the ring has no slot for"
                            + " another; nlp.concurrency allows %.0f/s of calls that take %d ms",
                    engine.ring().size(),
                    powerOfTwo(highest * longest / EngineOptions.SLOTS_PER_MESSAGE),
                    longest,
                    rate,
                    highest,
                    USUAL_CALL.toMillis()));
        }
    }

    /** Each call reserves room for the longest answer, so bytes may allow fewer calls than permits do. */
    private static void answers(Configuration configuration, List<String> warnings) {
        EngineOptions.Nlp nlp = configuration.engine().nlp();
        long reserved = (long) nlp.concurrency() * nlp.maxAnswerBytes();
        if (reserved > configuration.maxBytes()) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "nlp.max-answer: %d bytes for each of nlp.concurrency %d calls is more than ring.max-bytes, %d: no more than"
                            + " %d calls will be under way",
                    nlp.maxAnswerBytes(),
                    nlp.concurrency(),
                    configuration.maxBytes(),
                    configuration.maxBytes() / nlp.maxAnswerBytes()));
        }
    }

    private static long powerOfTwo(double least) {
        long size = 64;
        while (size < least) {
            size *= 2;
        }
        return size;
    }
}
