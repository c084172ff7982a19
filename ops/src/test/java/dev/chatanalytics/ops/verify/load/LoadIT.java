package dev.chatanalytics.ops.verify.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.chatanalytics.ops.verify.ledger.Answer;
import dev.chatanalytics.ops.verify.ledger.Ledger;
import dev.chatanalytics.ops.verify.traffic.Run;
import dev.chatanalytics.ops.verify.traffic.Size;
import dev.chatanalytics.ops.verify.traffic.Traffic;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The load against a server that answers well, answers badly, hangs up, and is away. */
class LoadIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Traffic traffic = new Traffic(Run.now(5, 1_000, 10));
    private final Ledger ledger = new Ledger();

    @Test
    void shouldSendEachMessageAsItIsAndCountItsAnswer() throws Exception {
        try (StubServer server = new StubServer((body, times) -> 202);
                Load load = Load.start(traffic, ledger, server.target())) {
            await("messages").until(() -> ledger.messages() > 500);
            load.finish(PATIENCE);

            assertThat(ledger.count(Answer.ACCEPTED)).isEqualTo(ledger.requests());
            assertThat(server.bodies()).hasSize(ledger.messages());
            assertThat(IntStream.range(0, ledger.messages()).boxed())
                    .allSatisfy(n -> assertThat(server.times(traffic.body(n, Size.USUAL)))
                            .isEqualTo(traffic.repeat(n) == Traffic.Repeat.NEVER ? 1 : 2));
            assertThat(ledger.repeats()).isPositive();
            assertThat(ledger.retries()).isZero();
        }
    }

    @Test
    void shouldSendSomeOfTheLargestSizeForAWhileAndRememberWhich() throws Exception {
        try (StubServer server = new StubServer((body, times) -> times > 1 ? 202 : 503);
                Load load = Load.start(traffic, ledger, server.target())) {
            await("messages").until(() -> ledger.messages() > 50);
            load.conduct().sendLargest(4);
            int begin = ledger.messages();
            await("more").until(() -> ledger.messages() > begin + 200);
            load.conduct().sendLargest(0);
            int end = ledger.messages();
            await("yet more").until(() -> ledger.messages() > end + 50);
            load.finish(PATIENCE);

            List<Integer> largest = IntStream.range(0, ledger.messages())
                    .filter(n -> ledger.size(n) == Size.LARGEST)
                    .boxed()
                    .toList();
            assertThat(largest).hasSizeGreaterThanOrEqualTo(49).allMatch(n -> n > 50 && n <= end && n % 4 == 0);
            assertThat(IntStream.range(0, ledger.messages()).boxed())
                    .as("each try is of the same bytes")
                    .allSatisfy(n -> assertThat(server.times(traffic.body(n, ledger.size(n))))
                            .isGreaterThanOrEqualTo(2));
        }
    }

    @Test
    void shouldSendAgainWhatOneBotWasPromised() throws Exception {
        Traffic ofTwo = new Traffic(Run.now(5, 1_000, 2));
        try (StubServer server = new StubServer((body, times) -> body.hashCode() % 3 == 0 ? 429 : 202);
                Load load = Load.start(ofTwo, ledger, server.target())) {
            await("messages").until(() -> ledger.messages() > 100);
            load.conduct().repeat(true);
            int begin = ledger.messages();
            await("more").until(() -> ledger.messages() > begin + 400);
            load.conduct().repeat(false);
            load.finish(PATIENCE);

            List<Integer> again = IntStream.range(0, ledger.messages())
                    .filter(n -> ofTwo.repeat(n) == Traffic.Repeat.NEVER)
                    .filter(n -> server.times(ofTwo.body(n, Size.USUAL)) > 1)
                    .boxed()
                    .toList();
            assertThat(again).hasSizeGreaterThan(20).allMatch(n -> ofTwo.bot(n) == 0 && ledger.had(n, Answer.ACCEPTED));
            assertThat(ledger.repeats()).isGreaterThan(100 - 5);
        }
    }

    @Test
    void shouldRetryTheSameAfterA5xxAndAfterNoAnswerButNotAfterA429() throws Exception {
        try (StubServer server = new StubServer((body, times) -> times > 1
                        ? 202
                        : switch (Math.floorMod(body.hashCode(), 3)) {
                            case 0 -> StubServer.HANG_UP;
                            case 1 -> 429;
                            default -> 503;
                        });
                Load load = Load.start(traffic, ledger, server.target())) {
            await("messages").until(() -> ledger.messages() > 300);
            load.finish(PATIENCE);

            assertThat(ledger.answers()).isEqualTo(ledger.requests());
            assertThat(ledger.count(Answer.UNANSWERED)).isPositive();
            assertThat(ledger.count(Answer.UNAVAILABLE)).isPositive();
            assertThat(IntStream.range(0, ledger.messages())
                            .filter(n -> traffic.repeat(n) != Traffic.Repeat.AT_ONCE)
                            .boxed())
                    .allSatisfy(n -> assertThat(server.times(traffic.body(n, Size.USUAL)))
                            .isEqualTo(ledger.had(n, Answer.THROTTLED) ? 1 : 2));
        }
    }

    @Test
    void shouldCountNothingWhileNobodyListensAndGoOnWhenSomebodyDoes() throws Exception {
        StubServer away = new StubServer((body, times) -> 202);
        int port = away.target().port();
        away.close();
        try (Load load = Load.start(traffic, ledger, new Target("localhost", port, "/v1/messages"))) {
            await("a failed attempt").until(() -> !load.problem().isEmpty());
            assertThat(ledger.requests()).isZero();
            try (StubServer back = new StubServer(port, (body, times) -> 202)) {
                await("messages").until(() -> ledger.count(Answer.ACCEPTED) > 100);
                load.finish(PATIENCE);
                assertThat(back.bodies()).isNotEmpty();
            }
        }
        assertThat(ledger.answers()).isEqualTo(ledger.requests());
    }

    @Test
    void shouldKeepToItsRate() throws Exception {
        try (StubServer server = new StubServer((body, times) -> 202);
                Load load = Load.start(traffic, ledger, server.target())) {
            await("messages").until(() -> ledger.messages() > 1_000);
            load.finish(PATIENCE);
        }
        int last = ledger.messages() - 1;
        assertThat(traffic.payload(last, Size.USUAL).sentAtMicros())
                .as("the last timestamp is not ahead of the clock")
                .isLessThanOrEqualTo(System.currentTimeMillis() * 1_000);
    }
}
