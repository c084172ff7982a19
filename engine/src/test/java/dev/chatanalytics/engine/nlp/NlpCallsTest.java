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
import dev.chatanalytics.engine.port.NlpClient;
import dev.chatanalytics.engine.port.NlpFailure;
import dev.chatanalytics.engine.port.NlpFailure.Reason;
import dev.chatanalytics.engine.runtime.TimerWheel;
import dev.chatanalytics.engine.testing.HeldWheel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NlpCallsTest {

    private static final EngineOptions.Breaker BREAKER =
            new EngineOptions.Breaker(0.5, Duration.ofSeconds(10), Duration.ofSeconds(30), 0.1, 50);

    private final ManualClock clock = new ManualClock();
    private final TimerWheel timer = new TimerWheel("test-wheel");
    private final ScriptedNlpClient client = new ScriptedNlpClient();
    private final CountingMetrics metrics = new CountingMetrics();
    private final Queue<NlpAnalysis> results = new ConcurrentLinkedQueue<>();

    @AfterEach
    void close() {
        timer.close();
    }

    private NlpCalls calls(NlpClient api, int concurrency, int attempts, Duration timeout) {
        var options =
                new EngineOptions.Nlp(concurrency, attempts, timeout, Duration.ofMillis(10), 1024, AnswerShape.FLAT);
        return new NlpCalls(api, timer, options, BREAKER, new ByteBudget(1 << 30), metrics, clock);
    }

    @Test
    void shouldReserveRoomForAnAnswerWithEachPermit() {
        ByteBudget bytes = new ByteBudget(3_000);
        var options =
                new EngineOptions.Nlp(100, 1, Duration.ofSeconds(60), Duration.ofMillis(10), 1_024, AnswerShape.FLAT);
        NlpCalls calls = new NlpCalls(client, timer, options, BREAKER, bytes, metrics, clock);
        assertThat(calls.tryStart(NlpCalls.Priority.LIVE, "1", results::add)).isTrue();
        assertThat(calls.tryStart(NlpCalls.Priority.LIVE, "2", results::add)).isTrue();
        assertThat(calls.tryStart(NlpCalls.Priority.LIVE, "3", results::add))
                .as("no room for a third answer")
                .isFalse();
        assertThat(calls.active()).isEqualTo(2);
        client.nextCall().answer();

        assertThat(calls.tryStart(NlpCalls.Priority.LIVE, "3", results::add)).isTrue();
        client.nextCall().answer();
        client.nextCall().answer();
        assertThat(bytes.used()).isZero();
    }

    @Test
    void shouldMakeOneCallHoweverLittleRoomThereIs() {
        ByteBudget bytes = new ByteBudget(10);
        var options =
                new EngineOptions.Nlp(100, 1, Duration.ofSeconds(60), Duration.ofMillis(10), 1_024, AnswerShape.FLAT);
        NlpCalls calls = new NlpCalls(client, timer, options, BREAKER, bytes, metrics, clock);

        assertThat(calls.tryStart(NlpCalls.Priority.LIVE, "1", results::add)).isTrue();
        assertThat(calls.tryStart(NlpCalls.Priority.LIVE, "2", results::add)).isFalse();
        client.nextCall().answer();
        assertThat(bytes.used()).isZero();
    }

    @Test
    void shouldKeepAQuarterOfThePermitsForLiveMessages() {
        NlpCalls calls = calls(client, 4, 1, Duration.ofSeconds(60));
        for (int i = 0; i < 3; i++) {
            assertThat(calls.tryStart(NlpCalls.Priority.IDLE, "idle " + i, results::add))
                    .isTrue();
        }

        assertThat(calls.tryStart(NlpCalls.Priority.IDLE, "one too many", results::add))
                .isFalse();
        assertThat(calls.tryStart(NlpCalls.Priority.LIVE, "live", results::add)).isTrue();
    }

    @Test
    void shouldLetAnIdleMessageProbeTheApiOnlyWhenNoLiveOneDoes() {
        NlpCalls calls = calls(client, 100, 1, Duration.ofSeconds(60));
        IntStream.range(0, 100).forEach(i -> calls.tryStart(NlpCalls.Priority.LIVE, "m" + i, results::add));
        client.pending.forEach(call -> call.fail(NlpFailure.Reason.SERVER_ERROR));
        client.pending.clear();
        assertThat(calls.breakerState()).isEqualTo(BreakerState.OPEN);
        assertThat(calls.tryStart(NlpCalls.Priority.IDLE, "open", results::add))
                .as("never skipped, and not asked about now")
                .isFalse();
        clock.advance(Duration.ofSeconds(31));
        calls.tryStart(NlpCalls.Priority.LIVE, "live", results::add);
        assertThat(calls.tryStart(NlpCalls.Priority.IDLE, "beside a live one", results::add))
                .isFalse();
        clock.advance(Duration.ofSeconds(2));

        assertThat(calls.tryStart(NlpCalls.Priority.IDLE, "alone", results::add))
                .isTrue();
    }

    private NlpCalls calls() {
        return calls(client, 100, 3, Duration.ofSeconds(60));
    }

    @Test
    void shouldGiveTheAnalysis() {
        calls().tryStart(NlpCalls.Priority.LIVE, "hello", results::add);
        Pending call = client.nextCall();
        assertThat(call.text()).isEqualTo("hello");
        call.answer();

        assertThat(results)
                .containsExactly(new NlpAnalysis(
                        NlpStatus.OK,
                        "en",
                        "positive",
                        0.5f,
                        new String(ScriptedNlpClient.ANSWER, StandardCharsets.UTF_8)));
        assertThat(metrics.attempts).hasValue(1);
    }

    @Test
    void shouldTryAgainUntilTheApiAnswers() {
        NlpCalls calls = calls();
        calls.tryStart(NlpCalls.Priority.LIVE, "hello", results::add);
        client.nextCall().fail(Reason.TIMEOUT);
        client.nextCall().callback().answered(new byte[] {'<'});
        assertThat(calls.active()).as("the permit is kept between attempts").isEqualTo(1);
        client.nextCall().answer();

        assertThat(results).extracting(NlpAnalysis::status).containsExactly(NlpStatus.OK);
        assertThat(metrics.failures).containsExactly(Reason.TIMEOUT, Reason.BAD_ANSWER);
        assertThat(calls.active()).isZero();
    }

    @Test
    void shouldGiveUpAfterTheLastAttempt() {
        calls().tryStart(NlpCalls.Priority.LIVE, "hello", results::add);
        for (int i = 0; i < 3; i++) {
            client.nextCall().fail(Reason.SERVER_ERROR);
        }

        assertThat(results).containsExactly(NlpAnalysis.FAILED);
        assertThat(client.pending).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void shouldRetryExactlyTheFaultsOfTheApi(Reason reason) {
        NlpCalls calls = calls();
        calls.tryStart(NlpCalls.Priority.LIVE, "hello", results::add);
        client.nextCall().fail(reason);

        if (reason.apiFault()) {
            client.nextCall().answer();
        }
        assertThat(results)
                .extracting(NlpAnalysis::status)
                .containsExactly(reason.apiFault() ? NlpStatus.OK : NlpStatus.FAILED);
    }

    @Test
    void shouldNotWaitForARetryAfterBeyondTheDeadline() {
        calls().tryStart(NlpCalls.Priority.LIVE, "hello", results::add);
        client.nextCall().callback().failed(new NlpFailure(Reason.THROTTLED, 3_600_000));

        assertThat(results).containsExactly(NlpAnalysis.FAILED);
    }

    @Test
    void shouldEndEveryCallOfAClientThatNeverAnswers() throws InterruptedException {
        NlpCalls calls = calls(client, 100, 1, Duration.ofMillis(20));
        // A deadline that passes before the attempt is made would leave no call to be answered.
        HeldWheel held = HeldWheel.now(timer);
        calls.tryStart(NlpCalls.Priority.LIVE, "hello", results::add);
        held.release();

        await("the deadline").until(() -> results.size() == 1);
        assertThat(results).containsExactly(NlpAnalysis.FAILED);
        await("the attempt is accounted for").until(() -> metrics.failures.contains(Reason.TIMEOUT));
        Pending late = client.pending.poll();
        late.answer();
        late.fail(Reason.CONNECT);
        assertThat(results).hasSize(1);
        assertThat(metrics.attempts).hasValue(1);
        await("its permit").until(() -> calls.active() == 0);
    }

    @Test
    void shouldIgnoreASecondAnswer() {
        calls().tryStart(NlpCalls.Priority.LIVE, "hello", results::add);
        Pending call = client.nextCall();
        call.answer();
        call.answer();
        call.fail(Reason.CONNECTION_LOST);

        assertThat(results).hasSize(1);
        assertThat(metrics.attempts).hasValue(1);
    }

    @Test
    void shouldSurviveAClientThatThrows() {
        calls(
                        (text, callback) -> {
                            throw new IllegalStateException("on purpose");
                        },
                        1,
                        1,
                        Duration.ofSeconds(60))
                .tryStart(NlpCalls.Priority.LIVE, "hello", results::add);

        await("the end").until(() -> results.contains(NlpAnalysis.FAILED));
    }

    @Test
    void shouldStartNothingWhileNoPermitIsFree() {
        NlpCalls calls = calls(client, 2, 1, Duration.ofSeconds(60));
        assertThat(calls.tryStart(NlpCalls.Priority.LIVE, "1", results::add)).isTrue();
        assertThat(calls.tryStart(NlpCalls.Priority.LIVE, "2", results::add)).isTrue();

        assertThat(calls.tryStart(NlpCalls.Priority.LIVE, "3", results::add)).isFalse();
        assertThat(client.pending).hasSize(2);
        client.pending.poll().answer();
        assertThat(calls.tryStart(NlpCalls.Priority.LIVE, "3", results::add)).isTrue();
        assertThat(client.pending).extracting(Pending::text).containsExactly("2", "3");
        assertThat(calls.active()).isEqualTo(2);
    }

    @Test
    void shouldOpenAfterSoManyFailuresInARowAndThenSkip() {
        NlpCalls calls = calls(client, 100, 1, Duration.ofSeconds(60));
        IntStream.range(0, 50).forEach(i -> calls.tryStart(NlpCalls.Priority.LIVE, "m" + i, results::add));
        assertThat(calls.breakerState()).isEqualTo(BreakerState.CLOSED);
        failAllPending();

        assertThat(calls.breakerState()).isEqualTo(BreakerState.OPEN);
        calls.tryStart(NlpCalls.Priority.LIVE, "after", results::add);
        assertThat(results).hasSize(51).endsWith(NlpAnalysis.SKIPPED);
        assertThat(calls.active()).isZero();
    }

    @Test
    void shouldStopRetryingOnceTheBreakerIsOpen() {
        NlpCalls calls = calls();
        IntStream.range(0, 50).forEach(i -> calls.tryStart(NlpCalls.Priority.LIVE, "m" + i, results::add));
        failAllPending();

        await("all fall back without another attempt").until(() -> results.size() == 50);
        assertThat(results).containsOnly(NlpAnalysis.FAILED);
        assertThat(metrics.attempts.get()).isLessThan(150);
    }

    private void failAllPending() {
        client.nextCall().fail(Reason.TIMEOUT);
        clock.advance(Duration.ofMinutes(2));
        for (Pending call = client.pending.poll(); call != null; call = client.pending.poll()) {
            call.fail(Reason.TIMEOUT);
        }
    }
}
