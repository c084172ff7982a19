package dev.chatanalytics.ops.config;

import dev.chatanalytics.engine.EngineOptions;

/**
 * About how much heap a configuration needs, besides {@code ring.max-bytes}: what the service holds before the first message, and
 * what each connection and slot costs. The figures are rounded up from heap histograms of a service under load.
 */
final class HeapNeed {

    private static final long AT_REST = 48L << 20;
    private static final long CHATBOT_CONNECTION = 4L << 10;
    private static final long NLP_CONNECTION = 8L << 10;
    private static final long SLOT = 128;

    private HeapNeed() {}

    /** In bytes. */
    static long besidesMessages(Configuration c) {
        return AT_REST
                + c.http().maxConnections() * CHATBOT_CONNECTION
                + c.nlp().maxConnections() * NLP_CONNECTION
                + (long) c.engine().ring().size() * EngineOptions.SLOTS_PER_MESSAGE * SLOT;
    }
}
