package dev.chatanalytics.engine.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatanalytics.engine.CountingMetrics;
import dev.chatanalytics.engine.EngineOptions;
import dev.chatanalytics.engine.admission.ByteBudget;
import dev.chatanalytics.engine.message.NlpAnalysis;
import dev.chatanalytics.engine.message.NlpStatus;
import dev.chatanalytics.engine.nlp.AnswerShape;
import dev.chatanalytics.engine.nlp.NlpCalls;
import dev.chatanalytics.engine.runtime.TimerWheel;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whatever the API answers is either kept, and then fit for a {@code jsonb} column, or a bad answer. */
class NlpAnswerFuzzTest {

    /** PostgreSQL's {@code numeric}: digits before the point, and behind it. */
    private static final int MOST_DIGITS_BEFORE = 131_072;

    private static final int MOST_DIGITS_BEHIND = 16_383;
    /** Within this a number must be taken; beyond it, up to the above, it may be. */
    private static final int SURE_NUMBER = 300;

    private final TimerWheel timer = new TimerWheel("test-wheel");

    @AfterEach
    void close() {
        timer.close();
    }

    @Test
    void shouldKeepEveryFormOfAValidAnswer() {
        Fuzz.check("valid answers", random -> {
            byte[] answer = write(random);
            NlpAnalysis analysis = analyse(answer);
            assertThat(analysis.status()).as(() -> new String(answer, UTF_8)).isEqualTo(NlpStatus.OK);
            assertKept(analysis, answer);
        });
    }

    @Test
    void shouldKeepOrRefuseWhateverComes() {
        Fuzz.check("spoilt answers", random -> {
            byte[] answer = new Mutator(random).mutate(write(random));
            NlpAnalysis analysis = analyse(answer);
            if (analysis.status() == NlpStatus.OK) {
                assertKept(analysis, answer);
            } else {
                assertThat(analysis).isEqualTo(NlpAnalysis.FAILED);
                assertThat(surelyAnAnswer(answer))
                        .as(() -> new String(answer, UTF_8))
                        .isFalse();
            }
        });
    }

    private NlpAnalysis analyse(byte[] answer) {
        var nlp = new EngineOptions.Nlp(1, 1, Duration.ofSeconds(20), Duration.ofMillis(1), 1024, AnswerShape.FLAT);
        var breaker =
                new EngineOptions.Breaker(1, Duration.ofSeconds(10), Duration.ofSeconds(30), 0.1, Integer.MAX_VALUE);
        List<NlpAnalysis> told = new ArrayList<>();
        new NlpCalls(
                        (text, callback) -> callback.answered(answer),
                        timer,
                        nlp,
                        breaker,
                        new ByteBudget(1 << 20),
                        new CountingMetrics(),
                        Clock.systemUTC())
                .tryStart(NlpCalls.Priority.LIVE, "text", told::add);
        assertThat(told).hasSize(1);
        return told.get(0);
    }

    private static byte[] write(SplittableRandom random) {
        JsonScribe scribe = new JsonScribe(random);
        List<String> members = new ArrayList<>();
        members.add(scribe.member("language", random.nextInt(4) == 0 ? "null" : scribe.quote(scribe.characters(0, 5))));
        members.add(scribe.member("sentiment", scribe.quote(scribe.characters(0, 12))));
        members.add(scribe.member("score", random.nextInt(4) == 0 ? "null" : scribe.number()));
        members.add(random.nextInt(members.size()), scribe.member("more", scribe.value(8)));
        return scribe.object(members).getBytes(UTF_8);
    }

    private static void assertKept(NlpAnalysis analysis, byte[] answer) throws Exception {
        JsonReference.Document document = JsonReference.read(analysis.json().getBytes(UTF_8));
        assertThat(document.text())
                .as("as it came, and without a byte order mark")
                .isEqualTo(analysis.json());
        assertThat(document.text()).isEqualTo(JsonReference.read(answer).text());
        assertNumbersFit(document.value());
        assertThat(document.storable()).isTrue();
        assertThat(last(document, "language")).isEqualTo(orNull(analysis.language()));
        assertThat(last(document, "sentiment")).isEqualTo(orNull(analysis.sentiment()));
        Object score = last(document, "score");
        if (score instanceof JsonReference.Num number) {
            assertThat(analysis.score()).isEqualTo(new BigDecimal(number.text()).floatValue());
        } else {
            assertThat(score).isEqualTo(orNull(analysis.score()));
        }
    }

    /** The last of that name, as in {@code jsonb}; null and absent are the same. */
    private static Object last(JsonReference.Document document, String name) {
        Object last = JsonReference.Null.NULL;
        for (Map.Entry<String, Object> entry : ((JsonReference.Members) document.value()).entries()) {
            last = entry.getKey().equals(name) ? entry.getValue() : last;
        }
        return last;
    }

    private static Object orNull(Object value) {
        return value == null ? JsonReference.Null.NULL : value;
    }

    private static void assertNumbersFit(Object value) {
        for (BigDecimal number : numbers(value)) {
            assertThat(number.scale()).isLessThanOrEqualTo(MOST_DIGITS_BEHIND);
            assertThat(number.precision() - number.scale()).isLessThanOrEqualTo(MOST_DIGITS_BEFORE);
        }
    }

    private static List<BigDecimal> numbers(Object value) {
        if (value instanceof JsonReference.Num number) {
            return List.of(new BigDecimal(number.text()));
        }
        List<BigDecimal> all = new ArrayList<>();
        if (value instanceof List<?> elements) {
            elements.forEach(element -> all.addAll(numbers(element)));
        } else if (value instanceof JsonReference.Members members) {
            members.entries().forEach(entry -> all.addAll(numbers(entry.getValue())));
        }
        return all;
    }

    private static boolean surelyAnAnswer(byte[] answer) {
        try {
            JsonReference.Document document = JsonReference.read(answer);
            return document.value() instanceof JsonReference.Members members
                    && document.depth() <= 1_000
                    && document.storable()
                    && members.entries().stream().allMatch(NlpAnswerFuzzTest::rightlyTyped)
                    && numbers(members).stream()
                            .allMatch(n -> n.precision() < SURE_NUMBER && Math.abs(n.scale()) < SURE_NUMBER);
        } catch (JsonReference.Bad | NumberFormatException e) {
            return false;
        }
    }

    private static boolean rightlyTyped(Map.Entry<String, Object> entry) {
        Object value = entry.getValue();
        return switch (entry.getKey()) {
            case "language", "sentiment" -> value instanceof String || value == JsonReference.Null.NULL;
            case "score" ->
                value == JsonReference.Null.NULL
                        || value instanceof JsonReference.Num number
                                && Float.isFinite(new BigDecimal(number.text()).floatValue());
            default -> true;
        };
    }
}
