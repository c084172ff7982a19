package dev.chatanalytics.engine.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatanalytics.engine.message.Message;
import dev.chatanalytics.engine.message.MessageParser;
import dev.chatanalytics.engine.message.MessageRules;
import dev.chatanalytics.engine.message.RejectedException;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What is a message is read as it was written; what is not is refused; and there is no third thing. */
class MessageFuzzTest {

    private static final long NOW = Instant.parse("2026-11-23T08:00:00.25Z").toEpochMilli() * 1_000;
    private static final Duration MAX_AGE = Duration.ofDays(7);
    private static final Duration MAX_AHEAD = Duration.ofMinutes(5);

    private final MessageParser parser = new MessageParser(new MessageRules(MAX_AGE, MAX_AHEAD));
    private final MessageOracle oracle = new MessageOracle(MAX_AGE, MAX_AHEAD);

    @Test
    void shouldReadEveryFormOfAValidMessage() {
        Fuzz.check("valid messages", random -> {
            MessageGrammar.Written written = new MessageGrammar(random).write(NOW);
            assertSame(parser.parse(written.body(), NOW), written.message(), written.body());
            shouldAgree(written.body());
        });
    }

    @Test
    void shouldReadOrRefuseWhateverComes() {
        Fuzz.check("spoilt messages", random -> {
            byte[] valid = new MessageGrammar(random).write(NOW).body();
            shouldAgree(new Mutator(random).mutate(valid));
        });
    }

    @Test
    void shouldReadOrRefuseNoise() {
        Fuzz.check("noise", random -> {
            byte[] noise = new byte[random.nextInt(40)];
            random.nextBytes(noise);
            shouldAgree(noise);
            shouldAgree(tokens(random).getBytes(UTF_8));
        });
    }

    private static String tokens(SplittableRandom random) {
        String[] tokens = {"{", "}", "[", "]", ",", ":", "\"a\"", "\"text\"", "\"bot_id\"", "1", "true", "null", " "};
        StringBuilder out = new StringBuilder(random.nextBoolean() ? "{" : "");
        for (int n = random.nextInt(20); n > 0; n--) {
            out.append(tokens[random.nextInt(tokens.length)]);
        }
        return out.toString();
    }

    private void shouldAgree(byte[] body) throws Exception {
        Message expected = null;
        String why = "";
        try {
            expected = oracle.read(JsonReference.read(body), NOW);
        } catch (JsonReference.Bad | MessageOracle.Refused e) {
            why = e.getMessage();
        }
        Message read;
        try {
            read = parser.parse(body, NOW);
        } catch (RejectedException e) {
            assertThat(e.rejection().detail()).isNotBlank().hasSizeLessThan(1_000);
            assertThat(expected)
                    .as("refused with \"%s\", but a message: %s", e.getMessage(), shown(body))
                    .isNull();
            return;
        }
        assertThat(expected)
                .as("taken, but not a message (%s): %s", why, shown(body))
                .isNotNull();
        assertSame(read, expected, body);
    }

    private static void assertSame(Message read, Message expected, byte[] body) {
        assertThat(read.messageId()).isNotEmpty();
        String id = expected.messageId() == null ? read.messageId() : expected.messageId();
        Message whole = new Message(
                id,
                expected.botId(),
                expected.userId(),
                expected.text(),
                expected.sentAtMicros(),
                expected.receivedAtMicros());
        assertThat(read).as(() -> shown(body)).isEqualTo(whole);
    }

    private static String shown(byte[] body) {
        return new String(body, 0, Math.min(body.length, 2_000), UTF_8);
    }
}
