package dev.chatanalytics.transport.nlp;

import dev.chatanalytics.engine.runtime.LogThrottle;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.asynchttpclient.uri.Uri;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Names in the log what the API answers that is not 200, and why there is no answer: once a minute at most for each status
 * and for each kind of fault. Thread-safe.
 *
 * <p>Neither bodies nor headers are told, which may hold what users wrote, or secrets; of a redirect its target without the
 * query.
 */
final class FailureLog {

    private static final Logger LOG = LoggerFactory.getLogger(FailureLog.class);
    private static final int MOST_CHARACTERS = 200;

    private final Map<Object, LogThrottle> throttles = new ConcurrentHashMap<>();
    private final String where;

    FailureLog(Uri uri) {
        where = uri.getHost() + ":" + uri.getExplicitPort();
    }

    /**
     * An answer that is not 200.
     *
     * @param location of the answer's header, or null
     */
    void answered(int status, String location) {
        long times = admit(status);
        if (times > 0) {
            LOG.warn(
                    "The NLP API at {} answered {}{}: {} ({} since the last such line)",
                    where,
                    status,
                    location == null ? "" : " to " + plain(location.replaceFirst("[?#].*", "")),
                    remedy(status),
                    times);
        }
    }

    /** No answer. */
    void failed(Throwable fault) {
        Throwable root = fault;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        long times = admit(root.getClass());
        if (times > 0) {
            LOG.warn(
                    "No answer from the NLP API at {}: {} ({} since the last such line)",
                    where,
                    plain(root.toString()),
                    times);
        }
    }

    private long admit(Object kind) {
        LogThrottle throttle = throttles.get(kind);
        return (throttle == null ? throttles.computeIfAbsent(kind, k -> LogThrottle.everyMinute()) : throttle).admit();
    }

    private static String remedy(int status) {
        return switch (status) {
            case 400, 422 -> "it wants another request, look at nlp.request";
            case 401, 403, 407 -> "look at nlp.headers, nlp.headers-file and nlp.token-file";
            case 404, 405, 410 -> "look at the path of nlp.url";
            case 413 -> "a message is too long for it";
            case 415 -> "look at Content-Type in nlp.headers";
            case 429 -> "its rate limit is reached, look at nlp.concurrency";
            case 200 -> throw new IllegalArgumentException("status: 200 (expected: another)");
            default ->
                status >= 300 && status <= 399
                        ? "redirects are not followed, nlp.url should be where they lead"
                        : status >= 500 || status == 408 ? "look at its own log" : "expected 200";
        };
    }

    private static String plain(String text) {
        String line = text.replaceAll("\\p{Cntrl}", " ");
        return line.length() > MOST_CHARACTERS ? line.substring(0, MOST_CHARACTERS) + "…" : line;
    }
}
