package dev.chatanalytics.engine.nlp;

import dev.chatanalytics.engine.json.MalformedJsonException;
import dev.chatanalytics.engine.message.NlpAnalysis;
import dev.chatanalytics.engine.port.NlpClient;
import dev.chatanalytics.engine.port.NlpFailure;
import dev.chatanalytics.engine.port.NlpFailure.Reason;
import dev.chatanalytics.engine.runtime.TimerWheel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One message with the NLP API: up to three attempts, one after the other, and one end. It holds a permit of
 * {@link NlpCalls} from its start until it has ended and no attempt is under way any more.
 *
 * <p>An attempt that ran out of time has failed, for the circuit breaker and the metrics; its answer, when it comes late,
 * is the message's answer all the same. It comes during the pause before the next attempt, during that attempt, whose own
 * answer is then not waited for, or, when {@link RetryThrottle} allows no next attempt, in one time-out more.
 *
 * <p>Only one attempt is under way at a time, each on whatever thread the one before it ended on, so the plain fields are
 * handed on safely. Three things may race: an answer, a late answer and the deadline. {@code finished} decides who ends the
 * call, each attempt's {@code told} who ends the attempt.
 */
final class NlpCall {

    private static final Logger LOG = LoggerFactory.getLogger(NlpCall.class);

    private final NlpCalls calls;
    private final String text;
    private final Consumer<NlpAnalysis> done;
    private final long startedNanos = System.nanoTime();
    private final AtomicBoolean finished = new AtomicBoolean();
    /** The message's own, while it has not ended, and one of the attempt under way. With the last one the permit goes. */
    private final AtomicInteger holds = new AtomicInteger(2);

    private final TimerWheel.Timeout deadline;
    private volatile Attempt current;
    private int attempts;

    NlpCall(NlpCalls calls, String text, Consumer<NlpAnalysis> done) {
        this.calls = calls;
        this.text = text;
        this.done = done;
        deadline = calls.timer.schedule(calls.retries.deadlineMillis(), TimeUnit.MILLISECONDS, this::expire);
    }

    /** Makes an attempt; the caller has the breaker's permission and a hold for it. */
    void attempt() {
        attempts++;
        Attempt attempt = new Attempt();
        current = attempt;
        if (finished.get()) {
            attempt.failed(NlpFailure.of(Reason.TIMEOUT)); // the deadline was first, and has not seen it
            return;
        }
        try {
            calls.client.analyze(text, attempt);
        } catch (RuntimeException e) {
            LOG.error("The NLP client threw instead of reporting a failure", e);
            attempt.failed(NlpFailure.of(Reason.CONNECT));
        }
    }

    private void again() {
        if (!hold()) {
            return; // a late answer has come
        }
        if (calls.breaker.tryAcquire()) {
            attempt();
        } else {
            letGo();
            finish(NlpAnalysis.FAILED);
        }
    }

    private void retryOrGiveUp(NlpFailure failure) {
        long elapsed = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedNanos);
        long pause = calls.retries.pauseMillis(attempts, elapsed, failure);
        if (pause < 0 || finished.get()) {
            finish(NlpAnalysis.FAILED);
        } else if (failure.reason() == Reason.TIMEOUT && !calls.throttle.admitsRetry()) {
            calls.timer.schedule(calls.retries.lateMillis(), TimeUnit.MILLISECONDS, () -> finish(NlpAnalysis.FAILED));
        } else {
            calls.timer.schedule(pause, TimeUnit.MILLISECONDS, this::again);
        }
    }

    /** The client has not kept its own time-outs: whatever it still says of this call is ignored. */
    private void expire() {
        finish(NlpAnalysis.FAILED);
        Attempt last = current;
        if (last != null) {
            last.failed(NlpFailure.of(Reason.TIMEOUT));
        }
    }

    /** Returns whether this is what ends the message's way; nothing happens else. */
    private boolean finish(NlpAnalysis analysis) {
        if (!finished.compareAndSet(false, true)) {
            return false;
        }
        letGo();
        done.accept(analysis);
        return true;
    }

    private boolean hold() {
        return holds.getAndUpdate(held -> held == 0 ? 0 : held + 1) > 0;
    }

    private void letGo() {
        if (holds.decrementAndGet() == 0) {
            deadline.cancel();
            calls.release();
        }
    }

    /** One attempt. What it is told first settles the debt to the breaker; after that, only a late answer is of use. */
    private final class Attempt implements NlpClient.Callback {

        private final long beganNanos = System.nanoTime();
        private final AtomicBoolean told = new AtomicBoolean();

        @Override
        public void answered(byte[] body) {
            NlpAnalysis analysis;
            try {
                analysis = NlpAnswerParser.parse(calls.shape, body);
            } catch (MalformedJsonException e) {
                calls.tellBadAnswer(e);
                failed(NlpFailure.of(Reason.BAD_ANSWER));
                return;
            }
            if (told.compareAndSet(false, true)) {
                long nanos = System.nanoTime() - beganNanos;
                calls.breaker.succeeded(nanos);
                calls.throttle.inTime();
                calls.metrics.nlpAttempt(null, nanos);
                letGo();
                finish(analysis);
            } else {
                calls.breaker.answeredLate();
                if (finish(analysis)) {
                    calls.metrics.nlpLateAnswer();
                }
            }
        }

        @Override
        public void failed(NlpFailure failure) {
            if (!told.compareAndSet(false, true)) {
                return;
            }
            long nanos = System.nanoTime() - beganNanos;
            if (failure.reason().apiFault()) {
                calls.breaker.failed(nanos);
            } else {
                calls.breaker.succeeded(nanos);
            }
            if (failure.reason() == Reason.TIMEOUT) {
                calls.throttle.timedOut();
            }
            calls.metrics.nlpAttempt(failure.reason(), nanos);
            letGo();
            retryOrGiveUp(failure);
        }
    }
}
