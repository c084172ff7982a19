package dev.chatanalytics.persistence.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatanalytics.engine.message.AnalyzedMessage;
import dev.chatanalytics.engine.message.Message;
import dev.chatanalytics.engine.message.NlpAnalysis;
import dev.chatanalytics.engine.message.NlpStatus;
import dev.chatanalytics.engine.port.DeadLetters.Kind;
import dev.chatanalytics.persistence.testing.Messages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadLetterLineTest {

    private static DeadLetter letter(AnalyzedMessage message) {
        return new DeadLetter(Kind.POISON, Instant.parse("2026-11-23T08:00:00.5Z"), "why \"so\"", 3, message);
    }

    private static DeadLetter roundTrip(DeadLetter letter) throws IOException {
        byte[] line = DeadLetterLine.encode(letter);
        assertThat(line).endsWith('\n').containsOnlyOnce((byte) '\n');
        return DeadLetterLine.decode(Arrays.copyOf(line, line.length - 1));
    }

    private static String line(AnalyzedMessage message) throws IOException {
        return new String(DeadLetterLine.encode(letter(message)), StandardCharsets.UTF_8).strip();
    }

    private static DeadLetter decode(String line) throws IOException {
        return DeadLetterLine.decode(line.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "quotes \" \\ / tab\t newline\n return\r nul\0 control\u0001",
                "é 漢 😀 \u2028 \ufeff \uffff",
                "lone \ud800 and \udc00 surrogates \udfff\ud800"
            })
    void shouldKeepEveryString(String text) throws IOException {
        DeadLetter letter = letter(new AnalyzedMessage(
                new Message(text, text, text, text, Messages.NOW, Messages.NOW + 1),
                new NlpAnalysis(NlpStatus.OK, text, text, 0.1f, text)));
        assertThat(roundTrip(letter)).isEqualTo(letter);
    }

    @Test
    void shouldKeepNulls() throws IOException {
        DeadLetter letter = letter(new AnalyzedMessage(
                new Message("m", "b", null, "t", 0, 0), new NlpAnalysis(NlpStatus.FAILED, null, null, null, null)));
        assertThat(roundTrip(letter)).isEqualTo(letter);
    }

    @ParameterizedTest
    @ValueSource(floats = {0f, -0f, 1e-45f, 3.4028235e38f, Float.NaN, Float.POSITIVE_INFINITY})
    void shouldKeepEveryScore(float score) throws IOException {
        DeadLetter letter = letter(Messages.analyzed(new NlpAnalysis(NlpStatus.OK, null, null, score, "{}")));
        assertThat(roundTrip(letter)).isEqualTo(letter);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, Long.MAX_VALUE, Long.MIN_VALUE, 253402300800000000L})
    void shouldKeepEveryMoment(long micros) throws IOException {
        DeadLetter letter = letter(Messages.message("m", "t", micros));
        assertThat(roundTrip(letter)).isEqualTo(letter);
    }

    @Test
    void shouldRefuseALineThatWasChanged() throws IOException {
        String line = line(Messages.message("hello"));
        assertThatThrownBy(() -> decode(line.replace("hello", "hallo")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("crc32c");
    }

    @Test
    void shouldTakeALineThatAnOperatorRepaired() throws IOException {
        String line = line(Messages.message("hello"));
        String repaired = line.replace("hello", "repaired").replaceFirst("\"crc32c\":\"[0-9a-f]{8}\",", "");
        assertThat(decode(repaired).message().message().text()).isEqualTo("repaired");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "{}",
                "garbage",
                "{\"crc32c\":\"",
                "{\"kind\":\"odd\"}",
                "{\"message_id\":\"m\",\"bot_id\":\"b\",\"text\":\"t\",\"sent_at\":\"yesterday\"}",
                "{} {}"
            })
    void shouldRefuseWhatIsNoDeadLetter(String line) {
        assertThatThrownBy(() -> decode(line)).isInstanceOf(IOException.class);
    }

    @Test
    void shouldSayWhichMemberIsMissing() throws IOException {
        String line = line(Messages.message("hello")).replaceFirst("\"crc32c\":\"[0-9a-f]{8}\",", "");
        assertThatThrownBy(() -> decode(line.replace("bot_id", "robot_id"))).hasMessageContaining("bot_id is missing");
    }

    @Test
    void shouldRefuseEveryTruncation() throws IOException {
        byte[] line = line(Messages.message("hello")).getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length < line.length; length++) {
            byte[] cut = Arrays.copyOf(line, length);
            assertThatThrownBy(() -> DeadLetterLine.decode(cut)).isInstanceOf(IOException.class);
        }
    }
}
