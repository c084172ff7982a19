package dev.chatanalytics.perf.scenario;

import java.util.Locale;

/** What kept a rate from holding. */
enum Limit {
    /** The CPU of the service: the answer that is looked for. */
    SERVICE("the CPU of the service"),
    /** The CPUs of everything else: the set-up and not the service was measured. */
    OTHERS("the CPUs of generator, NLP sandbox and PostgreSQL"),
    /** Something that is not CPU: NLP permits, connections, the disk, latency. */
    NO_CPU("no CPU: look at NLP permits, ring and disk");

    private static final double BUSY = 0.95;
    private static final double MIN_IDLE = 0.03;

    private final String words;

    Limit(String words) {
        this.words = words;
    }

    static Limit of(Usage usage) {
        if (usage.service() >= BUSY) {
            return SERVICE;
        }
        return usage.idle() <= MIN_IDLE ? OTHERS : NO_CPU;
    }

    /** One sentence. */
    static String describe(int rate, Usage usage) {
        return String.format(
                Locale.ROOT,
                "What limits it, by the CPUs used at %,d/s: %s (service %.2f; generator %.2f, NLP sandbox %.2f,"
                        + " PostgreSQL %.2f, which left their CPUs %.0f %% idle)",
                rate,
                of(usage).words,
                usage.service(),
                usage.generator(),
                usage.nlp(),
                usage.database(),
                100 * usage.idle());
    }
}
