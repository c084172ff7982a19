package dev.chatanalytics.engine.port;

import java.util.Locale;

/**
 * Why one attempt at the NLP API gave nothing.
 *
 * @param reason the class of fault, a label of {@code nlp_api_errors_total}
 * @param retryAfterMillis what the API's {@code Retry-After} asked for, or 0 when it asked for nothing
 */
public record NlpFailure(Reason reason, long retryAfterMillis) {

    /** A failure that asks for no particular delay. */
    public static NlpFailure of(Reason reason) {
        return new NlpFailure(reason, 0);
    }

    /** The classes of fault, and what each means for a retry and for the circuit breaker. */
    public enum Reason {
        /** No answer within {@code nlp.timeout}. */
        TIMEOUT(true),
        /** No connection could be made. */
        CONNECT(true),
        /** The connection ended before the answer did, or what came was not HTTP. */
        CONNECTION_LOST(true),
        /** 429. */
        THROTTLED(true),
        /** 408 or 5xx. */
        SERVER_ERROR(true),
        /** 200 with a body that is not an analysis, too large, or another 2xx or 3xx. */
        BAD_ANSWER(true),
        /** Any other 4xx: the API works, it will not have this message. */
        REFUSED(false);

        private final boolean apiFault;
        private final String label = name().toLowerCase(Locale.ROOT);

        Reason(boolean apiFault) {
            this.apiFault = apiFault;
        }

        /** Whether it speaks against the API: only then is it retried and counted by the circuit breaker. */
        public boolean apiFault() {
            return apiFault;
        }

        /** The value in metrics, such as {@code timeout}. */
        public String label() {
            return label;
        }
    }
}
