package dev.chatanalytics.perf.load.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatanalytics.ops.verify.chaos.FreePort;
import dev.chatanalytics.perf.load.client.Latencies.Series;
import dev.chatanalytics.perf.load.client.Outcomes.Outcome;
import dev.chatanalytics.perf.load.client.StubService.Answer;
import dev.chatanalytics.perf.load.client.Tally.Count;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.HdrHistogram.Histogram;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class FleetIT {

    private static final Schedule SHORT = new Schedule(2_000, Duration.ofMillis(200), Duration.ofMillis(850));
    private static final IntFunction<Answer> STALL_HALFWAY = n -> n == 1_000 ? Answer.STALL : Answer.ACCEPT;

    @Test
    void shouldSendEachMessageOnceAndKnowItsOutcome() throws Exception {
        try (StubService stub = new StubService(n -> n % 10 == 0 ? Answer.REFUSE : Answer.ACCEPT);
                Fleet fleet = open(stub, 20, 2)) {
            RunningLoad load = finished(fleet, SHORT);

            assertThat(load.answers())
                    .containsEntry(202, 1_800L)
                    .containsEntry(429, 200L)
                    .hasSize(2);
            Outcomes outcomes = load.run().outcomes();
            assertThat(outcomes.count(Outcome.ACKNOWLEDGED)).isEqualTo(1_800);
            assertThat(outcomes.count(Outcome.REFUSED)).isEqualTo(200);
            Set<Integer> numbers = new HashSet<>();
            stub.bodies().forEach(body -> numbers.add(number(load, body)));
            assertThat(numbers).hasSize(2_000);
            assertThat(stub.bodies())
                    .hasSize(2_000)
                    .allSatisfy(body -> assertThat(body)
                            .matches("\\{\"message_id\":\"[0-9a-z]{8}-\\d{10}\",\"bot_id\":\"bot-00000\\d\","
                                    + "\"timestamp\":\"[-0-9]+T[:0-9]+\\.\\d{6}Z\",\"text\":\".+\"}"));
            assertThat(histogram(load, Series.WARMUP).getTotalCount()).isEqualTo(300);
            assertThat(fleet.endedConnections()).isZero();
        }
    }

    @Test
    void shouldCountAStallFromTheIntendedTime() throws Exception {
        try (StubService stub = new StubService(STALL_HALFWAY);
                Fleet fleet = open(stub, 1_000, 1)) {
            RunningLoad load = finished(fleet, SHORT);

            Histogram answers = histogram(load, Series.ACKNOWLEDGED);
            // 400 messages were due in the stall, and waited 100 ms on average, whether they could be sent or not.
            long slow = answers.getCountBetweenValues(100_000, answers.getMaxValue());
            assertThat(slow).as("answers slower than 100 ms").isGreaterThanOrEqualTo(150);
            assertThat(answers.getMaxValue()).isGreaterThanOrEqualTo(190_000);
        }
    }

    @Test
    void shouldBlameConnectionsWhenNoneIsFree() throws Exception {
        try (StubService stub = new StubService(n -> n < 1_000 ? Answer.ACCEPT : Answer.SAY_NOTHING);
                Fleet fleet = open(stub, 5, 1)) {
            RunningLoad load = fleet.start(Run.startingNow(SHORT, 10));
            await("all connections waiting", () -> stub.requests() == 1_005);
            load.stop();

            assertThat(load.run().outcomes().count(Outcome.UNANSWERED)).isEqualTo(5);
            assertThat(load.run().outcomes().count(Outcome.UNSENT)).isEqualTo(995);
        }
    }

    @Test
    void shouldCallAMessageLateThatWaitedForAConnection() throws Exception {
        try (StubService stub = new StubService(STALL_HALFWAY);
                Fleet fleet = open(stub, 5, 1)) {
            RunningLoad load = finished(fleet, SHORT);

            // Whose fault each is depends on whether this machine let the generator run; see BlameTest.
            assertThat(load.get(Count.LATE_CONNECTION) + load.get(Count.LATE_SENDER))
                    .isGreaterThan(300);
            assertThat(histogram(load, Series.LATENESS).getMaxValue()).isGreaterThan(180_000);
            assertThat(load.answers()).containsEntry(202, 2_000L);
        }
    }

    @Test
    void shouldOpenAgainWhatTheServerCloses() throws Exception {
        IntFunction<Answer> answers =
                n -> n % 100 == 7 ? Answer.ACCEPT_AND_CLOSE : n % 100 == 8 ? Answer.HANG_UP : Answer.ACCEPT;
        try (StubService stub = new StubService(answers);
                Fleet fleet = open(stub, 50, 1)) {
            RunningLoad load = finished(fleet, SHORT);

            assertThat(load.answers()).containsEntry(202, 1_980L);
            assertThat(load.get(Count.LOST)).isEqualTo(20);
            assertThat(load.run().outcomes().count(Outcome.LOST)).isEqualTo(20);
            await("all connections open again", () -> fleet.openConnections() == 50);
            assertThat(fleet.endedConnections()).isEqualTo(40);
        }
    }

    @Test
    void shouldRunOneLoadAfterTheOther() throws Exception {
        try (StubService stub = new StubService(n -> Answer.ACCEPT);
                Fleet fleet = open(stub, 20, 1)) {
            Schedule brief = new Schedule(1_000, Duration.ZERO, Duration.ofMillis(200));
            RunningLoad first = finished(fleet, brief);
            RunningLoad second = finished(fleet, brief);
            assertThat(first.answers()).containsEntry(202, 200L);
            assertThat(second.answers()).containsEntry(202, 200L);
            assertThat(second.run().runId()).isNotEqualTo(first.run().runId());
        }
    }

    @Test
    void shouldSayWhyItCannotConnect() throws IOException {
        InetSocketAddress nobody = new InetSocketAddress("127.0.0.1", FreePort.find());
        assertThatThrownBy(() -> Fleet.open(nobody, new SourceAddresses(nobody.getAddress()), Texts.generated(), 10, 1))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("0 of 10 open")
                .hasMessageContaining("Connection refused");
    }

    private static Fleet open(StubService stub, int connections, int loops) throws IOException {
        SourceAddresses sources = new SourceAddresses(stub.address().getAddress());
        return Fleet.open(stub.address(), sources, Texts.generated(), connections, loops);
    }

    private static RunningLoad finished(Fleet fleet, Schedule schedule) throws InterruptedException {
        RunningLoad load = fleet.start(Run.startingNow(schedule, 10));
        finish(load);
        return load;
    }

    private static void finish(RunningLoad load) throws InterruptedException {
        assertThat(load.await(TimeUnit.SECONDS.toNanos(20))).as("the run ends").isTrue();
        load.stop();
    }

    private static int number(RunningLoad load, String body) {
        int id = body.indexOf(load.run().runId());
        return MessageIds.number(body.substring(id, body.indexOf('"', id)));
    }

    private static Histogram histogram(RunningLoad load, Series series) {
        return load.takeInterval(series);
    }

    private static void await(String what, java.util.concurrent.Callable<Boolean> condition) {
        Awaitility.await(what)
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(2))
                .until(condition);
    }
}
