package dev.chatanalytics.ops.sandbox.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextAnalyzerTest {

    private static final TextAnalyzer ANALYZER = new TextAnalyzer();

    @Test
    void shouldSayAllInOneObject() {
        assertThat(json("I am very happy with this answer"))
                .matches("\\{\"language\":\"en\",\"sentiment\":\"positive\",\"score\":0\\.60,\"sentiment_known\":true,"
                        + "\"confidence\":[01]\\.\\d\\d,\"tokens\":7,\"model\":\"sandbox-1\"}");
    }

    @Test
    void shouldSayThatItDoesNotKnow() {
        assertThat(json("வணக்கம்"))
                .isEqualTo("{\"language\":\"ta\",\"sentiment\":\"unknown\",\"score\":0.00,\"sentiment_known\":false,"
                        + "\"confidence\":1.00,\"tokens\":1,\"model\":\"sandbox-1\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"", "\\", "\u0000", "\uD83D", "\uDE00\uD83D", "'", "''''", "\n\t", "<3<3<3", ">:("})
    void shouldTakeAnyText(String text) throws IOException {
        assertValid(json(text));
    }

    @Test
    void shouldTakeRandomText() throws IOException {
        Random random = new Random(7);
        for (int i = 0; i < 300; i++) {
            StringBuilder text = new StringBuilder();
            random.ints(random.nextInt(40), 0, Character.MAX_CODE_POINT + 1).forEach(text::appendCodePoint);
            random.ints(random.nextInt(40), 0, 0x3100).forEach(text::appendCodePoint);
            assertValid(json(text.toString()));
        }
    }

    private static String json(String text) {
        return new String(ANALYZER.analyze(text).toJson(), StandardCharsets.UTF_8);
    }

    private static void assertValid(String json) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            int members = 0;
            while (parser.nextToken() != null) {
                members += parser.currentToken().isScalarValue() ? 1 : 0;
            }
            assertThat(members).as(json).isEqualTo(7);
        }
    }
}
