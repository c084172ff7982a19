package dev.chatanalytics.ops.verify.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatanalytics.engine.message.Message;
import dev.chatanalytics.engine.message.MessageParser;
import dev.chatanalytics.engine.message.MessageRules;
import dev.chatanalytics.engine.message.RejectedException;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrafficTest {

    private static final int SOME = 20_000;
    private static final int MAX_BODY = 128 * 1024;

    private final Run run = new Run(42, 1_795_000_000_000_000L, 1_000, 100);
    private final Traffic traffic = new Traffic(run);
    private final MessageParser service =
            new MessageParser(new MessageRules(Duration.ofDays(7), Duration.ofMinutes(5)));

    @Test
    void shouldMakeTheSameMessageAgainFromItsNumber() {
        Traffic another = new Traffic(new Run(42, run.startMicros(), 1_000, 100));

        for (int number = SOME - 1; number >= 0; number--) {
            assertThat(another.body(number, Size.USUAL)).isEqualTo(traffic.body(number, Size.USUAL));
            assertThat(another.payload(number, Size.USUAL)).isEqualTo(traffic.payload(number, Size.USUAL));
        }
        assertThat(new Traffic(new Run(43, run.startMicros(), 1_000, 100))
                        .payload(7, Size.USUAL)
                        .text())
                .isNotEqualTo(traffic.payload(7, Size.USUAL).text());
    }

    @Test
    void shouldBeReadByTheServiceAsThePayloadSays() throws RejectedException {
        for (int number = 0; number < SOME; number++) {
            if (!traffic.isInvalid(number)) {
                byte[] body = traffic.body(number, Size.USUAL);
                assertThat(body).hasSizeLessThanOrEqualTo(MAX_BODY);
                Message read = service.parse(body, run.startMicros() + 60_000_000);
                assertThat(new Payload(read.messageId(), read.botId(), read.userId(), read.text(), read.sentAtMicros()))
                        .isEqualTo(traffic.payload(number, Size.USUAL));
            }
        }
    }

    @Test
    void shouldHoldSomeOfLastWeekWhenAsked() {
        Traffic late = Traffic.withLateOnes(run);
        long week = Duration.ofDays(7).toMillis() * 1_000;

        for (int number = 0; number < SOME; number++) {
            Payload sent = traffic.payload(number, Size.USUAL);
            long expected = sent.sentAtMicros() - (late.isLate(number) ? week : 0);
            assertThat(late.payload(number, Size.USUAL))
                    .isEqualTo(new Payload(sent.messageId(), sent.botId(), sent.userId(), sent.text(), expected));
        }
        assertThat(IntStream.range(0, SOME).filter(late::isLate).count()).isBetween(SOME / 70L, SOME / 40L);
        assertThat(IntStream.range(0, SOME)).noneMatch(traffic::isLate);
    }

    @Test
    void shouldHoldSomeOfEveryKind() {
        int[] invalid = IntStream.range(0, SOME).filter(traffic::isInvalid).toArray();
        Set<Traffic.Repeat> repeats = EnumSet.noneOf(Traffic.Repeat.class);
        IntStream.range(0, SOME).forEach(number -> repeats.add(traffic.repeat(number)));

        assertThat(invalid).hasSizeBetween(SOME / 200, SOME / 50);
        assertThat(repeats).containsExactlyInAnyOrder(Traffic.Repeat.values());
        assertThat(IntStream.range(0, SOME)
                        .mapToObj(n -> traffic.payload(n, Size.USUAL).text()))
                .anyMatch(text -> text.codePointCount(0, text.length()) == 8_192)
                .anyMatch(text -> text.contains("👩‍👩‍👧‍👦"))
                .anyMatch(text -> text.contains("\\u0000"));
    }

    @Test
    void shouldSayAsMuchAsAMessageMayWhenLargest() throws RejectedException {
        int bytes = 0;
        for (int number = 1; number <= 300; number++) {
            byte[] body = traffic.body(number, Size.LARGEST);
            assertThat(body).hasSizeLessThanOrEqualTo(MAX_BODY).isEqualTo(traffic.body(number, Size.LARGEST));
            if (!traffic.isInvalid(number)) {
                Payload payload = traffic.payload(number, Size.LARGEST);
                assertThat(payload.text().codePointCount(0, payload.text().length()))
                        .isEqualTo(8_192);
                assertThat(service.parse(body, run.startMicros() + 60_000_000).text())
                        .isEqualTo(payload.text());
                assertThat(payload.botId()).isEqualTo(run.bot(traffic.bot(number)));
                bytes = Math.max(bytes, body.length);
            }
        }
        assertThat(bytes).as("bytes of the largest").isGreaterThan(60_000);
    }

    @Test
    void shouldBeRefusedByTheServiceWhenInvalid() {
        for (Invalid way : Invalid.values()) {
            assertThatThrownBy(() -> service.parse(way.body("m-1", "bot-1"), run.startMicros()))
                    .as(way.name())
                    .isInstanceOf(RejectedException.class);
        }
        assertThat(IntStream.range(0, SOME).filter(traffic::isInvalid).boxed())
                .allSatisfy(number -> assertThatThrownBy(
                                () -> service.parse(traffic.body(number, Size.USUAL), run.startMicros()))
                        .isInstanceOf(RejectedException.class));
    }

    @Test
    void shouldTellItsOwnIdsFromOthers() {
        assertThat(IntStream.of(0, 1, 9_999_999, Integer.MAX_VALUE))
                .allSatisfy(number -> assertThat(run.number(run.id(number))).isEqualTo(number));
        assertThat(Arrays.asList(
                        "",
                        "m-1",
                        run.name(),
                        run.id(1) + "0",
                        run.id(1).replace("1", "x"),
                        run.name() + "-9999999999",
                        new Run(42, run.startMicros() + 1, 1_000, 100).id(1)))
                .allSatisfy(id -> assertThat(run.number(id)).isNegative());
    }

    @Test
    void shouldRefuseNumbersOutOfRange() {
        assertThatThrownBy(() -> new Run(1, 0, 0, 1)).hasMessage("rate: 0 (expected: 1 to 100000)");
        assertThatThrownBy(() -> new Run(-1, 0, 1, 1)).hasMessageStartingWith("seed: -1 ");
        assertThatThrownBy(() -> new Run(1, 0, 1, 0)).hasMessageStartingWith("bots: 0 ");
    }
}
