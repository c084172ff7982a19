package dev.chatanalytics.ops.config;

import dev.chatanalytics.engine.EngineOptions;

/**
 * About how many bytes of heap a configuration needs besides {@code ring.max-bytes}.
 *
 * <p>What stands here is what {@code jcmd PID GC.class_histogram} counts, rounded up: with {@code -Xmx256m} and {@code -Xmx400m}
 * on Java 17 and 25, 15 to 16 MB at rest without the ring; 2.3 KB a chatbot's connection between requests, over 4,000 of them;
 * 2.4 KB a connection to the NLP API, over 2,000, and 0.7 KB more while a call is under way; 120 bytes a slot. A writer's part
 * is reckoned: a batch of half a million characters of six bytes each as dead letters, in a buffer that has just doubled, and
 * its copy.
 *
 * @param atRest before the first message and the first connection, without what follows
 */
record HeapNeed(long atRest, long writers, long chatbots, long nlp, long slots) {

    private static final long AT_REST = 24L << 20;
    private static final long WRITER = 10L << 20;
    private static final long CHATBOT_CONNECTION = 4L << 10;
    private static final long NLP_CONNECTION = 4L << 10;
    private static final long SLOT = 128;

    static HeapNeed of(Configuration c) {
        return new HeapNeed(
                AT_REST,
                c.engine().persist().writers() * WRITER,
                c.http().maxConnections() * CHATBOT_CONNECTION,
                c.nlp().maxConnections() * NLP_CONNECTION,
                (long) c.engine().ring().size() * EngineOptions.SLOTS_PER_MESSAGE * SLOT);
    }

    long bytes() {
        return atRest + writers + chatbots + nlp + slots;
    }

    /** What needs how much, in words. */
    String parts() {
        return mebibytes(atRest) + " at rest, " + mebibytes(writers) + " for persist.writers, " + mebibytes(chatbots)
                + " for http.max-connections, " + mebibytes(nlp) + " for nlp.max-connections, " + mebibytes(slots)
                + " for ring.size";
    }

    static String mebibytes(long bytes) {
        return ((bytes + (1L << 20) - 1) >> 20) + "MiB";
    }
}
