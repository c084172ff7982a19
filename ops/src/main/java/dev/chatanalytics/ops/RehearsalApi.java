package dev.chatanalytics.ops;

import dev.chatanalytics.engine.runtime.TimerWheel;
import dev.chatanalytics.transport.http.HttpAnswer;
import dev.chatanalytics.transport.http.HttpExchange;
import dev.chatanalytics.transport.http.RequestHandler;
import dev.chatanalytics.transport.http.Status;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An NLP API that answers at once, but for a few calls that it answers too late: what becomes of those must have happened
 * once before Java compiles it. Else the first time-out under full load would throw away compiled code that every call
 * goes through. The late ones are among the first, so that nobody has to wait for them in the end.
 */
record RehearsalApi(TimerWheel timers, AtomicInteger calls) implements RequestHandler {

    /** That a call is given. */
    static final Duration TIMEOUT = Duration.ofMillis(200);

    private static final Duration TOO_LONG = TIMEOUT.plusMillis(50);
    private static final int LATE_ONE_IN = 64;
    private static final int LAST_LATE = 8 * LATE_ONE_IN;
    private static final HttpAnswer ANALYSIS = HttpAnswer.json(
            Status.OK,
            "{\"language\":\"en\",\"sentiment\":\"positive\",\"score\":0.87,\"confidence\":0.93,\"tokens\":12}");

    RehearsalApi(TimerWheel timers) {
        this(timers, new AtomicInteger());
    }

    @Override
    public void handle(HttpExchange exchange) {
        int call = calls.incrementAndGet();
        if (call % LATE_ONE_IN == 0 && call <= LAST_LATE) {
            timers.schedule(TOO_LONG.toMillis(), TimeUnit.MILLISECONDS, () -> exchange.respond(ANALYSIS));
        } else {
            exchange.respond(ANALYSIS);
        }
    }
}
