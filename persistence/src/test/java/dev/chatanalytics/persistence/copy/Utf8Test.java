package dev.chatanalytics.persistence.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatanalytics.engine.port.StoreException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {

    private static byte[] encode(String value) throws StoreException {
        byte[] buffer = new byte[3 + Utf8.maxBytes(value)];
        return Arrays.copyOfRange(buffer, 3, Utf8.encode("text", value, buffer, 3));
    }

    @Test
    void shouldEncodeEveryCodePointAsJavaDoes() throws StoreException {
        StringBuilder all = new StringBuilder();
        for (int point = 0; point <= Character.MAX_CODE_POINT; point++) {
            if (point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE) {
                all.appendCodePoint(point);
            }
        }
        String text = all.toString();
        assertThat(Arrays.equals(encode(text), text.getBytes(StandardCharsets.UTF_8)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud800", "a\udc00", "\udc00\ud800", "\ud800\ud800\udc00", "\ud83dx"})
    void shouldRefuseALoneSurrogate(String text) {
        assertThatThrownBy(() -> encode(text))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.POISON))
                .hasMessageContaining("text: lone surrogate");
    }
}
