package dev.chatanalytics.perf.scenario;

import java.util.Map;

/** How many NLP calls must be allowed in flight for a rate, by Little's law. */
final class NlpPermits {

    private static final double CALL_SECONDS = 0.2;
    private static final double SPARE = 1.25;

    private NlpPermits() {}

    /** Calls in flight at this rate, with a quarter to spare. */
    static int of(int rate) {
        return (int) Math.ceil(rate * CALL_SECONDS * SPARE);
    }

    /** The settings of the service that allow them. */
    static Map<String, String> settings(int rate) {
        String permits = Integer.toString(of(rate));
        return Map.of("CHAT_ANALYTICS_NLP_CONCURRENCY", permits, "CHAT_ANALYTICS_NLP_MAX_CONNECTIONS", permits);
    }
}
