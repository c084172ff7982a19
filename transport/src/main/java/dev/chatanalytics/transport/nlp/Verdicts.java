package dev.chatanalytics.transport.nlp;

import dev.chatanalytics.engine.port.NlpFailure;
import dev.chatanalytics.engine.port.NlpFailure.Reason;
import java.net.ConnectException;

/** The one table of what a status code or a fault of the connection means. Stateless. */
final class Verdicts {

    static final int OK = 200;

    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVICE_UNAVAILABLE = 503;

    private Verdicts() {}

    /** Whether the {@code Retry-After} of an answer with this status is to be read. */
    static boolean mayAskForDelay(int status) {
        return status == TOO_MANY_REQUESTS || status == SERVICE_UNAVAILABLE;
    }

    static boolean isRedirect(int status) {
        return status >= 300 && status <= 399;
    }

    /**
     * @param status any but 200
     * @param retryAfterMillis what the answer asked for, or 0
     */
    static NlpFailure ofStatus(int status, long retryAfterMillis) {
        return new NlpFailure(reasonOf(status), retryAfterMillis);
    }

    /**
     * Of a request that ended without an answer.
     *
     * @param connected whether it ever had a connection; one that fails its TLS handshake never was of use
     */
    static NlpFailure ofFault(Throwable fault, boolean connected) {
        boolean lost = connected && !(fault instanceof ConnectException);
        return NlpFailure.of(lost ? Reason.CONNECTION_LOST : Reason.CONNECT);
    }

    private static Reason reasonOf(int status) {
        if (status == TOO_MANY_REQUESTS) {
            return Reason.THROTTLED;
        }
        if (status == REQUEST_TIMEOUT || status >= 500 && status <= 599) {
            return Reason.SERVER_ERROR;
        }
        return status >= 400 && status <= 499 ? Reason.REFUSED : Reason.BAD_ANSWER;
    }
}
