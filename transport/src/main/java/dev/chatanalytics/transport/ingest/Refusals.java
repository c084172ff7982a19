package dev.chatanalytics.transport.ingest;

import dev.chatanalytics.transport.http.HttpAnswer;
import dev.chatanalytics.transport.http.Status;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * The answers that ask for another try. Clients that were refused together should not come back together, so each gets
 * one of several delays; all are made beforehand, since they are needed most when there is least time. Thread-safe.
 */
final class Refusals {

    private static final int FULL_SECONDS = 3;
    private static final int UNAVAILABLE_SECONDS = 5;

    private static final List<HttpAnswer> FULL =
            jittered(Status.TOO_MANY_REQUESTS, "The queue is nearly full; send it again later", FULL_SECONDS);
    private static final List<HttpAnswer> CLOSED =
            jittered(Status.SERVICE_UNAVAILABLE, "The service is stopping; send it again", UNAVAILABLE_SECONDS);
    private static final List<HttpAnswer> TOO_LATE = jittered(
            Status.SERVICE_UNAVAILABLE,
            "Not acknowledged in time; it is safe to send it again with the same message_id and timestamp",
            UNAVAILABLE_SECONDS);
    private static final List<HttpAnswer> NOT_KEPT = jittered(
            Status.SERVICE_UNAVAILABLE,
            "It could not be made durable; it is safe to send it again with the same message_id and timestamp",
            UNAVAILABLE_SECONDS);

    private Refusals() {}

    static HttpAnswer full() {
        return any(FULL);
    }

    static HttpAnswer closed() {
        return any(CLOSED);
    }

    static HttpAnswer tooLate() {
        return any(TOO_LATE);
    }

    static HttpAnswer notKept() {
        return any(NOT_KEPT);
    }

    private static HttpAnswer any(List<HttpAnswer> answers) {
        return answers.get(ThreadLocalRandom.current().nextInt(answers.size()));
    }

    /** With {@code Retry-After} from 1 second to this many. */
    private static List<HttpAnswer> jittered(Status status, String detail, int seconds) {
        HttpAnswer answer = HttpAnswer.problem(status, detail);
        return IntStream.rangeClosed(1, seconds)
                .mapToObj(n -> answer.with("Retry-After", Integer.toString(n)))
                .toList();
    }
}
