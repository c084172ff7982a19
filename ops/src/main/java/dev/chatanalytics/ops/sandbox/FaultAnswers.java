package dev.chatanalytics.ops.sandbox;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.chatanalytics.transport.http.HttpAnswer;
import dev.chatanalytics.transport.http.Status;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The answers of a sandbox that fails, for one behaviour. Thread-safe. */
final class FaultAnswers {

    private static final List<HttpAnswer> GARBAGE = List.of(
            HttpAnswer.json(Status.OK, "{\"language\":\"en\",\"sentim"),
            HttpAnswer.json(Status.OK, "[1,2,3]"),
            HttpAnswer.json(Status.OK, "null"),
            HttpAnswer.json(Status.OK, new byte[] {(byte) 0xC3, 0x28, 0, (byte) 0xFF}),
            HttpAnswer.of(Status.OK, "text/html", "<html>It works!</html>".getBytes(US_ASCII)),
            HttpAnswer.json(Status.OK, ""));

    private final AtomicInteger turn = new AtomicInteger();
    private final HttpAnswer error;
    private final HttpAnswer throttled;

    FaultAnswers(SandboxBehaviour behaviour) {
        error = HttpAnswer.problem(
                status((int) behaviour.get(Knob.ERROR_STATUS)), "The sandbox was told to fail now and then");
        throttled = HttpAnswer.problem(Status.TOO_MANY_REQUESTS, "The sandbox was told to throttle now and then")
                .with("Retry-After", Knob.text(behaviour.get(Knob.RETRY_AFTER_S)));
    }

    HttpAnswer error() {
        return error;
    }

    HttpAnswer throttled() {
        return throttled;
    }

    /** Each kind of rubbish in turn: cut off, of the wrong type, not UTF-8, not JSON, nothing at all. */
    HttpAnswer garbage() {
        return GARBAGE.get(Math.floorMod(turn.getAndIncrement(), GARBAGE.size()));
    }

    private static Status status(int code) {
        return Arrays.stream(Status.values())
                .filter(status -> status.code() == code)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("status " + code + " passed the check of its knob"));
    }
}
