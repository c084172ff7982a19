package dev.chatanalytics.engine.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Against the JDK's strict decoder. */
class Utf8ScanTest {

    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();

    @Test
    void allOfOneByteAndTwo() {
        for (int first = 0; first < 256; first++) {
            verify(bytes(first));
            for (int second = 0; second < 256; second++) {
                verify(bytes(first, second));
                verify(bytes('a', first, second, 'z'));
            }
        }
    }

    @Test
    void allOfThreeBytesThatBeginNotInAscii() {
        for (int first = 0x80; first < 256; first++) {
            for (int second = 0; second < 256; second++) {
                for (int third : new int[] {0, 'a', 0x7F, 0x80, 0xA5, 0xBF, 0xC0, 0xFF}) {
                    verify(bytes(first, second, third));
                }
            }
        }
    }

    @Test
    void fourBytesAtAllLimits() {
        for (int first = 0xEF; first < 256; first++) {
            for (int second = 0; second < 256; second++) {
                for (int third : new int[] {0x7F, 0x80, 0xBF, 0xC0}) {
                    for (int fourth : new int[] {0x7F, 0x80, 0xBF, 0xC0}) {
                        verify(bytes(first, second, third, fourth));
                    }
                }
            }
        }
    }

    @Test
    void everyCharacterThereIsWholeAndCutShort() {
        for (int point = 0; point <= Character.MAX_CODE_POINT; point++) {
            if (point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE) {
                byte[] utf8 = Character.toString(point).getBytes(StandardCharsets.UTF_8);
                for (int length = 0; length <= utf8.length; length++) {
                    verify(Arrays.copyOf(utf8, length));
                }
            }
        }
    }

    private void verify(byte[] bytes) {
        int found = Utf8Scan.of(bytes);
        if (found != expected(bytes)) { // an assertion for each of a million would take most of the time
            assertThat(found).as(() -> "of " + Arrays.toString(bytes)).isEqualTo(expected(bytes));
        }
    }

    private int expected(byte[] bytes) {
        if (!isWellFormed(bytes)) {
            return Utf8Scan.MALFORMED;
        }
        return (contains(bytes, 0) ? Utf8Scan.HAS_NUL : 0) | (contains(bytes, '\\') ? Utf8Scan.HAS_BACKSLASH : 0);
    }

    private boolean isWellFormed(byte[] bytes) {
        try {
            decoder.decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static boolean contains(byte[] bytes, int wanted) {
        for (byte b : bytes) {
            if (b == wanted) {
                return true;
            }
        }
        return false;
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
