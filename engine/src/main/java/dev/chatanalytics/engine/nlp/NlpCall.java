package dev.chatanalytics.engine.nlp;

import dev.chatanalytics.engine.message.NlpAnalysis;
import dev.chatanalytics.engine.port.NlpClient;
import dev.chatanalytics.engine.port.NlpFailure;
import dev.chatanalytics.engine.port.NlpFailure.Reason;
import dev.chatanalytics.engine.runtime.TimerWheel;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One message with the NLP API: up to three attempts, one after the other, and one end. It holds a permit of
 * {@link NlpCalls} from its start to its end.
 *
 * <p>Only one attempt is under way at a time, each on whatever thread the one before it ended on, so the plain fields are
 * handed on safely. Two things may race: an answer and the deadline. {@code finished} decides who ends the call, each
 * attempt's {@code told} who ends the attempt.
 */
final class NlpCall {

    private static final Logger LOG = LoggerFactory.getLogger(NlpCall.class);

    private final NlpCalls calls;
    private final String text;
    private final Consumer<NlpAnalysis> done;
    private final long startedNanos = System.nanoTime();
    private final AtomicBoolean finished = new AtomicBoolean();
    private final TimerWheel.Timeout deadline;
    private volatile Attempt current;
    private int attempts;

    NlpCall(NlpCalls calls, String text, Consumer<NlpAnalysis> done) {
        this.calls = calls;
        this.text = text;
        this.done = done;
        deadline = calls.timer.schedule(calls.retries.deadlineMillis(), TimeUnit.MILLISECONDS, this::expire);
    }

    /** Makes an attempt; the caller has the breaker's permission for it. */
    void attempt() {
        attempts++;
        Attempt attempt = new Attempt();
        current = attempt;
        try {
            calls.client.analyze(text, attempt);
        } catch (RuntimeException e) {
            LOG.error("The NLP client threw instead of reporting a failure", e);
            attempt.failed(NlpFailure.of(Reason.CONNECT));
        }
    }

    private void again() {
        if (finished.get()) {
            return;
        }
        if (calls.breaker.tryAcquire()) {
            attempt();
        } else {
            finish(NlpAnalysis.FAILED);
        }
    }

    private void retryOrGiveUp(NlpFailure failure) {
        long elapsed = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedNanos);
        long pause = calls.retries.pauseMillis(attempts, elapsed, failure);
        if (pause < 0 || finished.get()) {
            finish(NlpAnalysis.FAILED);
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

    private void finish(NlpAnalysis analysis) {
        if (finished.compareAndSet(false, true)) {
            deadline.cancel();
            calls.release();
            done.accept(analysis);
        }
    }

    /** One attempt; what it is told after the first time is ignored. It settles the debt to the breaker. */
    private final class Attempt implements NlpClient.Callback {

        private final long beganNanos = System.nanoTime();
        private final AtomicBoolean told = new AtomicBoolean();

        @Override
        public void answered(byte[] body) {
            Optional<NlpAnalysis> analysis = NlpAnswerParser.parse(body);
            if (analysis.isEmpty()) {
                failed(NlpFailure.of(Reason.BAD_ANSWER));
            } else if (told.compareAndSet(false, true)) {
                long nanos = System.nanoTime() - beganNanos;
                calls.breaker.succeeded(nanos);
                calls.metrics.nlpAttempt(null, nanos);
                finish(analysis.get());
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
            calls.metrics.nlpAttempt(failure.reason(), nanos);
            retryOrGiveUp(failure);
        }
    }
}
