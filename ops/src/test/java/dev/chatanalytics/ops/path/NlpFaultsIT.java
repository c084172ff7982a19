package dev.chatanalytics.ops.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.chatanalytics.ops.sandbox.Knob;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The NLP API fails in every way that it can; messages are stored all the same. */
class NlpFaultsIT {

    private static final Map<String, String> QUICK_TO_RECOVER =
            Map.of("nlp.breaker.cooldown", "1s", "nlp.breaker.half-open-traffic", "100%");

    @RegisterExtension
    static final Stack stack = new Stack();

    @ParameterizedTest
    @EnumSource(
            value = Knob.class,
            names = {"SLOW_RATE", "ERROR_RATE", "HANG_RATE", "GARBAGE_RATE", "RESET_RATE", "THROTTLE_RATE"})
    void shouldStoreWithoutNlpDataWhenEveryCallMeets(Knob fault) throws Exception {
        RunningService service = stack.start(Map.of("nlp.backoff", "10ms"));
        stack.nlp(fault, 1);
        stack.bots().sendAll("m", 300);
        Laws.awaitQuiet(service);

        assertThat(stack.bots().accepted).hasSize(300);
        assertThat(stack.database().query("SELECT DISTINCT nlp_status FROM messages"))
                .isSubsetOf("failed", "skipped")
                .contains("failed");
        assertThat(stack.database().query("SELECT 1 FROM messages WHERE language IS NOT NULL OR nlp IS NOT NULL"))
                .isEmpty();
    }

    @Test
    void shouldRetryWhatFailsNowAndThen() throws Exception {
        RunningService service = stack.start(Map.of("nlp.backoff", "10ms", "nlp.timeout", "5s"));
        stack.nlp(Knob.ERROR_RATE, 0.2);
        stack.bots().sendAll("m", 300);
        Laws.awaitQuiet(service);

        // 0.8 % of the messages meet three errors in a row; without retries it would be 20 %.
        assertThat(stack.database().query("SELECT count(*) >= 280 FROM messages WHERE nlp_status = 'ok'"))
                .containsExactly("t");
        assertThat(service.scrape().value("nlp_api_errors_total{reason=\"server_error\"}"))
                .isGreaterThan(20);
    }

    @Test
    void shouldOpenTheBreakerUnderABlackHoleAndComeBackByItself() throws Exception {
        RunningService service = stack.start(QUICK_TO_RECOVER);
        stack.nlp(Knob.HANG_RATE, 1);
        for (int i = 0; service.scrape().value("circuit_breaker_state") == 0; i++) {
            stack.bots().sendAll("hang-" + i, 200);
        }
        assertThat(stack.bots().refusals())
                .as("a hanging API costs nobody a 429")
                .isEmpty();
        stack.bots().sendAll("open", 50);
        Laws.awaitQuiet(service);
        assertThat(stack.database().query("SELECT count(*) > 0 FROM messages WHERE nlp_status = 'skipped'"))
                .containsExactly("t");

        stack.nlp(Knob.HANG_RATE, 0);
        await("the breaker to close").until(() -> {
            stack.bots().sendAll("probe-" + System.nanoTime(), 5);
            return service.scrape().value("circuit_breaker_state") == 0;
        });
        // Again and again, for time-outs this short may pass on a slow machine, too.
        await("each message to have its analysis").until(() -> {
            String after = "after-" + System.nanoTime();
            stack.bots().sendAll(after, 50);
            Laws.awaitQuiet(service);
            return stack.database()
                    .query("SELECT count(*) FROM messages WHERE nlp_status = 'ok' AND message_id LIKE '" + after + "%'")
                    .contains("50");
        });
    }

    @Test
    void shouldAnswer429WithRetryAfterWhileTheRingIsFull() throws Exception {
        RunningService service = stack.start(Map.of(
                "ring.size",
                "256",
                "persist.batch-rows",
                "100",
                "nlp.concurrency",
                "230", // all that the ring lets in, so that one round of calls is enough for the laws
                "nlp.timeout",
                "30s",
                "nlp.attempts",
                "1"));
        stack.nlp(Knob.LATENCY_MS, 5_000);
        stack.bots().sendAll("m", 400);

        assertThat(stack.bots().refusals()).containsOnlyKeys(429);
        assertThat(stack.bots().accepted).hasSizeBetween(200, 399);
        assertThat(service.scrape().messages("refused"))
                .isEqualTo(stack.bots().refused.size());
        assertThat(stack.bots()
                        .post("{\"bot_id\":\"b\",\"text\":\"t\"}")
                        .thenApply(answer -> answer.headers().firstValue("retry-after"))
                        .join())
                .hasValueSatisfying(
                        seconds -> assertThat(Integer.parseInt(seconds)).isPositive());
        Laws.awaitQuiet(service);
        stack.nlp(Knob.LATENCY_MS, 10);
        assertThat(stack.bots().send("later", "t").join()).isEqualTo(202);
    }
}
