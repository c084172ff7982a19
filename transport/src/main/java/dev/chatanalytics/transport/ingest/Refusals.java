package dev.chatanalytics.transport.ingest;

import dev.chatanalytics.transport.http.HttpAnswer;
import dev.chatanalytics.transport.http.Status;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The answers that ask for another try. All are made beforehand, one for each second of {@code Retry-After}, since they are
 * needed most when there is least time. Thread-safe.
 */
enum Refusals {
    /** Not taken. */
    FULL(Status.TOO_MANY_REQUESTS, "The queue is nearly full; send it again later"),
    /** Not taken. */
    OUT_OF_SLOTS(
            Status.TOO_MANY_REQUESTS,
            "Messages have been under way for so long that there is no place for another; send it again later"),
    /** Not taken. */
    THROTTLED(
            Status.TOO_MANY_REQUESTS,
            "The queue is more than half full, and this bot or client holds more than its share of it; send it again later"),
    /** Not taken. */
    LOG_SLOW(Status.SERVICE_UNAVAILABLE, "The disk is too slow to keep it in time; send it again later"),
    /** Not taken. */
    STARTING(Status.SERVICE_UNAVAILABLE, "The service is still starting; send it again later"),
    /** Not taken. */
    CLOSED(Status.SERVICE_UNAVAILABLE, "The service is stopping; send it again"),
    /** Withdrawn, unless the process dies before that is noted. */
    TOO_LATE(
            Status.SERVICE_UNAVAILABLE,
            "Not acknowledged in time; it is safe to send it again with the same message_id and timestamp"),
    /** Taken, but not kept. */
    NOT_KEPT(
            Status.SERVICE_UNAVAILABLE,
            "It could not be made durable; it is safe to send it again with the same message_id and timestamp");

    private static final int MAX_SECONDS = 30;

    private final List<HttpAnswer> bySecond;

    Refusals(Status status, String detail) {
        HttpAnswer answer = HttpAnswer.problem(status, detail);
        bySecond = IntStream.rangeClosed(1, MAX_SECONDS)
                .mapToObj(seconds -> answer.with("Retry-After", Integer.toString(seconds)))
                .toList();
    }

    /** @param seconds of {@code Retry-After}; below 1 and above 30 are as good as those */
    HttpAnswer after(int seconds) {
        return bySecond.get(Math.max(1, Math.min(seconds, MAX_SECONDS)) - 1);
    }
}
