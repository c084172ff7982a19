package dev.chatanalytics.engine.nlp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonPointer;
import dev.chatanalytics.engine.json.MalformedJsonException;
import dev.chatanalytics.engine.message.NlpAnalysis;
import dev.chatanalytics.engine.message.NlpStatus;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers of APIs that are not like ours. */
class AnswerShapeTest {

    private static final AnswerShape NESTED =
            shape("/result/lang", "/result/mood/label", "/result/mood/confidence", null);
    private static final AnswerShape DOCUMENTS = shape(
            "/documents/0/detectedLanguage/iso6391Name",
            "/documents/0/sentiment",
            "/documents/0/scores/positive",
            null);
    private static final AnswerShape LABELS = new AnswerShape(
            null,
            JsonPointer.compile("/label"),
            JsonPointer.compile("/score"),
            JsonPointer.compile("/0"),
            Map.of(),
            Map.of("LABEL_0", "negative", "LABEL_2", "positive"));

    private static AnswerShape shape(String language, String sentiment, String score, String list) {
        return new AnswerShape(
                pointer(language), pointer(sentiment), pointer(score), pointer(list), Map.of(), Map.of());
    }

    private static JsonPointer pointer(String text) {
        return text == null ? null : JsonPointer.compile(text);
    }

    private static NlpAnalysis parse(AnswerShape shape, String json) throws MalformedJsonException {
        return NlpAnswerParser.parse(shape, json.getBytes(UTF_8));
    }

    @Test
    void shouldReadNestedMembersInAnyOrder() throws Exception {
        String json = "{\"label\":\"no\",\"result\":{\"mood\":{\"confidence\":0.5,\"label\":\"glad\"},"
                + "\"other\":[{\"lang\":\"xx\"}],\"lang\":\"de\"},\"lang\":\"no\"}";

        assertThat(parse(NESTED, json)).isEqualTo(new NlpAnalysis(NlpStatus.OK, "de", "glad", 0.5f, json));
    }

    @Test
    void shouldReadTheElementOfAList() throws Exception {
        String json = "{\"documents\":[{\"id\":\"1\",\"sentiment\":\"neutral\",\"scores\":{\"positive\":0.25},"
                + "\"detectedLanguage\":{\"iso6391Name\":\"fi\"}},{\"sentiment\":\"negative\"}],\"errors\":[]}";

        assertThat(parse(DOCUMENTS, json)).isEqualTo(new NlpAnalysis(NlpStatus.OK, "fi", "neutral", 0.25f, json));
    }

    @Test
    void shouldTakeTheLabelWithTheHighestScore() throws Exception {
        String json = "[[{\"label\":\"LABEL_0\",\"score\":0.1},{\"score\":0.7,\"label\":\"LABEL_2\"},"
                + "{\"label\":\"LABEL_1\",\"score\":0.2}],[{\"label\":\"LABEL_0\",\"score\":0.9}]]";

        assertThat(parse(LABELS, json)).isEqualTo(new NlpAnalysis(NlpStatus.OK, null, "positive", 0.7f, json));
    }

    @Test
    void shouldStoreALabelThatIsNotInTheMapAsItIs() throws Exception {
        assertThat(parse(LABELS, "[[{\"label\":\"LABEL_1\",\"score\":1}]]").sentiment())
                .isEqualTo("LABEL_1");
    }

    @Test
    void shouldTakeANullForWhatTheApiDoesNotKnow() throws Exception {
        assertThat(parse(NESTED, "{\"result\":{\"lang\":null}}").language()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "",
                "\"en\"",
                "{\"error\":{\"code\":\"QuotaExceeded\"}}",
                "{\"documents\":[],\"errors\":[{\"id\":\"1\"}]}",
                "{\"documents\":[{\"sentiment\":1}]}",
                "{\"documents\":[{\"scores\":{\"positive\":\"1\"}}]}",
                "{\"documents\":[{\"sentiment\":\"neutral\"}]} more",
                "{\"documents\":[{\"sentiment\":\"neutral\"},{\"\\u0000\":1}]}",
                "{\"documents\":[{\"sentiment\":\"neutral\"},[1e99999]]}",
            })
    void shouldRefuseWhatHoldsNothingOfAllThatWasAskedFor(String json) {
        assertThatThrownBy(() -> parse(DOCUMENTS, json)).isInstanceOf(MalformedJsonException.class);
    }

    @Test
    void shouldReadAnAnswerAsDeepAsThereMayBe() throws Exception {
        String deep = "{\"result\":{\"lang\":\"en\"},\"x\":" + "[".repeat(999) + "]".repeat(999) + "}";

        assertThat(parse(NESTED, deep).language()).isEqualTo("en");
        assertThatThrownBy(() -> parse(NESTED, "[".repeat(100_000))).isInstanceOf(MalformedJsonException.class);
    }
}
