package dev.chatanalytics.transport.http;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** The answers to requests that are given up before they are whole. Thread-safe. */
final class GivenUp {

    private static final int MAX_SECONDS = 5;
    private static final HttpAnswer SLOWEST = HttpAnswer.problem(
            Status.SERVICE_UNAVAILABLE,
            "Too much is being sent at once, and this request had been under way for longest; send it again, without pauses");

    /** Made beforehand, since they are needed when memory is short. */
    private static final List<HttpAnswer> SLOWEST_BY_SECOND = IntStream.rangeClosed(1, MAX_SECONDS)
            .mapToObj(seconds -> SLOWEST.with("Retry-After", Integer.toString(seconds)))
            .toList();

    private GivenUp() {}

    /** To one that had to go for want of room. Those that go together should not come back together, so delays differ. */
    static HttpAnswer slowest() {
        return SLOWEST_BY_SECOND.get(ThreadLocalRandom.current().nextInt(MAX_SECONDS));
    }

    static HttpAnswer slow(Duration limit) {
        return HttpAnswer.problem(Status.REQUEST_TIMEOUT, "request: not whole after " + limit.toMillis() + " ms");
    }
}
