package dev.chatanalytics.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8EncoderTest {

    private final Utf8Encoder encoder = new Utf8Encoder();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "Grüße, naïve café",
                "你好吗",
                "नमस्ते",
                "a😀b",
                "\uD83D",
                "\uDE00",
                "a\uD83Db",
                "\uDE00\uD83D",
                "\uD83D\uD83D\uDE00"
            })
    void shouldEncodeAsTheJdkDoes(String value) {
        assertThat(encoded(value)).isEqualTo(value.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void shouldForgetTheStringBefore() {
        for (String value : new String[] {"पहला".repeat(1_000), "\uD83D", "b", "", "é".repeat(700)}) {
            assertThat(encoded(value)).isEqualTo(value.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void shouldSayWhenThereIsNoRoom() {
        ByteBuffer small = ByteBuffer.allocate(5);

        assertThatExceptionOfType(BufferOverflowException.class).isThrownBy(() -> encoder.encode("你好", small));
        assertThat(encoded("你好")).isEqualTo("你好".getBytes(StandardCharsets.UTF_8));
    }

    private byte[] encoded(String value) {
        ByteBuffer to = ByteBuffer.allocate(Utf8Encoder.BYTES_PER_CHAR * value.length());
        encoder.encode(value, to);
        byte[] bytes = new byte[to.flip().remaining()];
        to.get(bytes);
        return bytes;
    }
}
