package dev.chatanalytics.ops.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallJsonTest {

    @Test
    void shouldFindTheText() {
        assertThat(text("{\"lang\":{\"text\":1},\"text\":\"a\\\"\\u00e9 \\uD83D\\uDE00\"}"))
                .isEqualTo("a\"é 😀");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}            | text: missing (expected: a string)
            {"text":7}    | text: VALUE_NUMBER_INT (expected: a string)
            {"text":null} | text: VALUE_NULL (expected: a string)
            ["text"]      | body: not an object (expected: {"text":"…"})
            {"text":"a    | body: not JSON: Unexpected end-of-input
            hello         | body: not JSON: Unrecognized token 'hello'
            """)
    void shouldSayWhatIsWrong(String body, String why) {
        assertThatThrownBy(() -> text(body))
                .isInstanceOf(BadCallException.class)
                .hasMessageStartingWith(why);
    }

    private static String text(String body) {
        return CallJson.text(body.getBytes(StandardCharsets.UTF_8));
    }
}
