package dev.chatanalytics.perf.jmh;

import dev.chatanalytics.engine.EngineOptions;
import dev.chatanalytics.engine.Ports;
import dev.chatanalytics.engine.admission.ByteBudget;
import dev.chatanalytics.engine.nlp.NlpCalls;
import dev.chatanalytics.engine.port.DeadLetters;
import dev.chatanalytics.engine.port.EngineMetrics;
import dev.chatanalytics.engine.port.MessageLog;
import dev.chatanalytics.engine.port.MessageStore;
import dev.chatanalytics.engine.port.NlpClient;
import dev.chatanalytics.engine.port.NlpFailure;
import dev.chatanalytics.engine.port.Outcome;
import dev.chatanalytics.engine.runtime.MonotonicClock;
import dev.chatanalytics.engine.runtime.TimerWheel;
import java.nio.charset.StandardCharsets;

/** Ports that cost nothing, so that what is measured is the engine. */
public final class NoOpPorts {

    private static final byte[] ANSWER =
            "{\"language\":\"en\",\"sentiment\":\"positive\",\"score\":0.87}".getBytes(StandardCharsets.UTF_8);

    /** Answers at once, on the calling thread. */
    public static final NlpClient NLP = (text, callback) -> callback.answered(ANSWER);

    /** Takes all and keeps none. */
    public static final MessageStore STORE = batch -> 0;

    /** Must not be needed. */
    public static final DeadLetters DEAD_LETTERS = (kind, messages, reason, attempts) -> {
        throw new IllegalStateException("a benchmark made dead letters: " + reason);
    };

    /** Counts nothing. */
    public static final EngineMetrics METRICS = new EngineMetrics() {
        @Override
        public void messages(Outcome outcome, int count) {}

        @Override
        public void stored(long receivedToCommittedNanos) {}

        @Override
        public void nlpAttempt(NlpFailure.Reason failure, long nanos) {}

        @Override
        public void nlpLateAnswer() {}

        @Override
        public void took(Step step, long nanos) {}
    };

    private NoOpPorts() {}

    /** All of them, with half a gigabyte for messages. */
    public static Ports of(EngineOptions options, TimerWheel timer) {
        ByteBudget bytes = new ByteBudget(1L << 29);
        NlpCalls calls =
                new NlpCalls(NLP, timer, options.nlp(), options.breaker(), bytes, METRICS, new MonotonicClock());
        return new Ports(calls, STORE, DEAD_LETTERS, MessageLog.MEMORY, bytes, METRICS);
    }
}
