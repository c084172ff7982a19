package dev.chatanalytics.engine;

/** The circuit breaker in front of the NLP API; the ordinal is the value of {@code circuit_breaker_state}. */
public enum BreakerState {
    /** Every message is analysed. */
    CLOSED,
    /** No message is; they are stored without NLP data. */
    OPEN,
    /** Some are, to see whether the API is back. */
    HALF_OPEN
}
