package dev.chatanalytics.engine.message;

import java.util.Locale;

/** What became of the analysis of one message; column {@code nlp_status} holds {@link #label()}. */
public enum NlpStatus {
    /** The API answered; its data is stored. */
    OK,
    /** The API was asked and gave no usable answer in time. */
    FAILED,
    /** The API was not asked, because the circuit breaker was open. */
    SKIPPED;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The value in the table: {@code ok}, {@code failed} or {@code skipped}. */
    public String label() {
        return label;
    }
}
