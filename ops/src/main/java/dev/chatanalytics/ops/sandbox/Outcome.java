package dev.chatanalytics.ops.sandbox;

import java.util.Locale;

/** What became of a call; each has exactly one. */
enum Outcome {
    /** 200 with an analysis, after the latency. */
    OK,
    /** The same, after the slow latency. */
    SLOW,
    /** The error status, after the latency. */
    ERROR,
    /** 200 with rubbish, after the latency. */
    GARBAGE,
    /** Never answered. */
    HUNG,
    /** Connection reset at once. */
    RESET,
    /** 429 at once. */
    THROTTLED,
    /** 400 at once: the call itself was wrong. */
    BAD_REQUEST,
    /** 503 at once: more analyses are waiting than we are willing to keep. */
    OVERLOADED;

    private final String json = name().toLowerCase(Locale.ROOT);

    /** Its name in the counters. */
    String json() {
        return json;
    }
}
