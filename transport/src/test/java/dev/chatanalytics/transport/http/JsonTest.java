package dev.chatanalytics.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTest {

    @ParameterizedTest
    @CsvSource(quoteCharacter = '~', textBlock = """
            m-1,            "m-1"
            ~~,             ""
            a"b,            "a\\"b"
            a\\b,           "a\\\\b"
            a/b,            "a/b"
            grüße 😀,       "grüße 😀"
            ~\n\r\t~,       "\\n\\r\\t"
            ~\b\f~,         "\\u0008\\u000c"
            ~\0\u001f\u007f~, "\\u0000\\u001f\u007f"
            """)
    void shouldQuote(String value, String expected) {
        assertThat(Json.quote(value)).isEqualTo(expected);
    }
}
