package dev.chatanalytics.transport.nlp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnalyzeBodyTest {

    private final AnalyzeBody body = new AnalyzeBody(RequestTemplate.TEXT);

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "hello, {\"text\":\"hello\"}",
                "say \"hi\", {\"text\":\"say \\\"hi\\\"\"}",
                "a\\b, {\"text\":\"a\\\\b\"}",
                "grüße 😀, {\"text\":\"grüße 😀\"}"
            })
    void shouldEncode(String text, String json) {
        assertThat(bodyOf(text)).isEqualTo(json);
    }

    @Test
    void shouldEscapeControlCharacters() {
        assertThat(bodyOf("\u0000\n\u001f\u007f")).isEqualTo("{\"text\":\"\\u0000\\u000a\\u001f\u007f\"}");
    }

    @Test
    void shouldEncodeNothing() {
        assertThat(bodyOf("")).isEqualTo("{\"text\":\"\"}");
    }

    @Test
    void shouldReplaceALoneSurrogate() {
        assertThat(bodyOf("a\ud83db")).isEqualTo("{\"text\":\"a?b\"}");
    }

    @Test
    void shouldHoldNothingOfTheTextBefore() {
        assertThat(bodyOf("ü\"\n".repeat(3_000))).isEqualTo("{\"text\":\"" + "ü\\\"\\u000a".repeat(3_000) + "\"}");
        assertThat(bodyOf("b")).isEqualTo("{\"text\":\"b\"}");
    }

    private String bodyOf(String text) {
        return new String(body.of(text), UTF_8);
    }
}
