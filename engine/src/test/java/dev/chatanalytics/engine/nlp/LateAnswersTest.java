package dev.chatanalytics.engine.nlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.chatanalytics.engine.BreakerState;
import dev.chatanalytics.engine.CountingMetrics;
import dev.chatanalytics.engine.EngineOptions;
import dev.chatanalytics.engine.ManualClock;
import dev.chatanalytics.engine.ScriptedNlpClient;
import dev.chatanalytics.engine.ScriptedNlpClient.Pending;
import dev.chatanalytics.engine.admission.ByteBudget;
import dev.chatanalytics.engine.message.NlpAnalysis;
import dev.chatanalytics.engine.message.NlpStatus;
import dev.chatanalytics.engine.port.NlpFailure.Reason;
import dev.chatanalytics.engine.runtime.TimerWheel;
import dev.chatanalytics.engine.testing.HeldWheel;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers that come after their attempt has timed out. */
class LateAnswersTest {

    /** Stays closed by its rate: a test makes fewer attempts than it judges by, or one of them succeeds. */
    private static final EngineOptions.Breaker BREAKER =
            new EngineOptions.Breaker(1, Duration.ofSeconds(10), Duration.ofSeconds(30), 0.1, 500);

    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration SHORT = Duration.ofMillis(10);

    private final TimerWheel timer = new TimerWheel("test-wheel");
    private final ScriptedNlpClient client = new ScriptedNlpClient();
    private final CountingMetrics metrics = new CountingMetrics();
    private final ManualClock clock = new ManualClock();
    private final Queue<NlpAnalysis> results = new ConcurrentLinkedQueue<>();

    @AfterEach
    void close() {
        timer.close();
    }

    private NlpCalls calls(Duration timeout, Duration backoff) {
        var options = new EngineOptions.Nlp(10_000, 3, timeout, backoff, 1024, AnswerShape.FLAT);
        return new NlpCalls(client, timer, options, BREAKER, new ByteBudget(1 << 30), metrics, clock);
    }

    /** The first attempt of a message, which has failed. */
    private Pending timedOut(NlpCalls calls) {
        calls.tryStart(NlpCalls.Priority.LIVE, "hello", results::add);
        Pending first = client.nextCall();
        first.fail(Reason.TIMEOUT);
        return first;
    }

    @Test
    void shouldUseALateAnswerInsteadOfTryingAgain() {
        NlpCalls calls = calls(LONG, LONG);
        Pending first = timedOut(calls);
        first.answer();

        assertThat(results).extracting(NlpAnalysis::status).containsExactly(NlpStatus.OK);
        assertThat(metrics.failures).containsExactly(Reason.TIMEOUT);
        assertThat(metrics.lateAnswers).hasValue(1);
        assertThat(calls.active()).isZero();
    }

    @Test
    void shouldMakeNoFurtherAttemptAfterALateAnswer() throws Exception {
        HeldWheel held = HeldWheel.now(timer); // until it has answered no further attempt can be made
        Pending first = timedOut(calls(LONG, Duration.ofMillis(500)));
        first.answer();
        held.release();
        CountDownLatch longestPauseIsOver = new CountDownLatch(1);
        timer.schedule(900, TimeUnit.MILLISECONDS, longestPauseIsOver::countDown);
        longestPauseIsOver.await();

        assertThat(client.pending).isEmpty();
    }

    @Test
    void shouldKeepThePermitOfAnAttemptThatALateAnswerOvertakes() {
        NlpCalls calls = calls(LONG, SHORT);
        Pending first = timedOut(calls);
        Pending second = client.nextCall();
        first.answer();

        assertThat(results).extracting(NlpAnalysis::status).containsExactly(NlpStatus.OK);
        assertThat(calls.active()).as("the second attempt is under way").isEqualTo(1);
        second.answer();
        second.fail(Reason.CONNECT);
        assertThat(calls.active()).isZero();
        assertThat(results).hasSize(1);
        assertThat(metrics.attempts).hasValue(2);
        assertThat(metrics.lateAnswers).hasValue(1);
    }

    @Test
    void shouldFreeThePermitOfAnOvertakenAttemptThatIsNeverAnswered() {
        NlpCalls calls = calls(Duration.ofMillis(500), SHORT);
        Pending first = timedOut(calls);
        client.nextCall();
        first.answer();

        await("the deadline").until(() -> calls.active() == 0);
        assertThat(metrics.failures).containsExactly(Reason.TIMEOUT, Reason.TIMEOUT);
        assertThat(results).hasSize(1);
    }

    @Test
    void shouldIgnoreALateAnswerThatIsNoAnalysis() {
        Pending first = timedOut(calls(LONG, SHORT));
        first.callback().answered(new byte[] {'<'});
        client.nextCall().answer();

        assertThat(results).extracting(NlpAnalysis::status).containsExactly(NlpStatus.OK);
        assertThat(metrics.failures).containsExactly(Reason.TIMEOUT);
        assertThat(metrics.lateAnswers).hasValue(0);
    }

    @Test
    void shouldWaitForLateAnswersWhenThousandsTimeOutTogether() {
        NlpCalls calls = calls(LONG, SHORT);
        List<Pending> late = timeOutTogether(calls, 2_000);

        await("the first of them are tried again").until(() -> client.pending.size() >= 400);
        assertThat(calls.active()).isEqualTo(2_000);
        late.forEach(Pending::answer);
        assertThat(results).hasSize(2_001).extracting(NlpAnalysis::status).containsOnly(NlpStatus.OK);
        assertThat(client.pending).as("tried again").hasSizeLessThan(600);
        assertThat(metrics.lateAnswers).hasValue(2_000);
    }

    @ParameterizedTest
    @CsvSource({"true, CLOSED", "false, OPEN"})
    void shouldTakeALateAnswerForASignOfLife(boolean late, BreakerState expected) {
        NlpCalls calls = calls(LONG, LONG);
        List<Pending> timedOut = timeOutTogether(calls, 600);
        clock.advance(LONG);
        if (late) {
            timedOut.get(0).answer();
        }
        calls.tryStart(NlpCalls.Priority.LIVE, "one more", results::add);
        clock.advance(LONG);
        client.nextCall().fail(Reason.TIMEOUT);

        assertThat(calls.breakerState()).isEqualTo(expected);
    }

    @Test
    void shouldNotWaitForEver() {
        NlpCalls calls = calls(Duration.ofMillis(500), LONG);
        timeOutTogether(calls, 2_000);

        // The 500th takes the bucket to its half.
        await("those without another attempt fail").until(() -> results.size() >= 1_502);
        assertThat(results).hasSize(1_502);
        assertThat(results.stream().filter(NlpAnalysis.FAILED::equals)).hasSize(1_501);
        assertThat(calls.active()).as("to be tried again").isEqualTo(499);
    }

    private List<Pending> timeOutTogether(NlpCalls calls, int many) {
        calls.tryStart(NlpCalls.Priority.LIVE, "well", results::add);
        client.nextCall().answer();
        IntStream.range(0, many).forEach(i -> calls.tryStart(NlpCalls.Priority.LIVE, "m" + i, results::add));
        List<Pending> all = List.copyOf(client.pending);
        client.pending.clear();
        assertThat(all).hasSize(many);
        all.forEach(call -> call.fail(Reason.TIMEOUT));
        return all;
    }
}
