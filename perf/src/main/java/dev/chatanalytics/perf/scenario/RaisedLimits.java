package dev.chatanalytics.perf.scenario;

import java.util.Map;

/** What an operator would raise for rates of more than 10,000 messages/s. */
final class RaisedLimits {

    private static final double CALL_SECONDS = 0.2;
    private static final double SPARE = 1.25;

    /** The default of 100 ms is too little where PostgreSQL waits for its turn on a CPU that it shares with three others. */
    private static final String WRITE_TIMEOUT = "1s";

    private RaisedLimits() {}

    /** NLP calls in flight at this rate by Little's law, with a quarter to spare. */
    static int permits(int rate) {
        return (int) Math.ceil(rate * CALL_SECONDS * SPARE);
    }

    /** The settings of the service for this rate. */
    static Map<String, String> of(int rate) {
        String permits = Integer.toString(permits(rate));
        return Map.of(
                "CHAT_ANALYTICS_NLP_CONCURRENCY",
                permits,
                "CHAT_ANALYTICS_NLP_MAX_CONNECTIONS",
                permits,
                "CHAT_ANALYTICS_DATABASE_WRITE_TIMEOUT",
                WRITE_TIMEOUT);
    }
}
