package dev.chatanalytics.engine.nlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatanalytics.engine.json.MalformedJsonException;
import dev.chatanalytics.engine.message.NlpAnalysis;
import dev.chatanalytics.engine.message.NlpStatus;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NlpAnswerParserTest {

    private static NlpAnalysis parse(String json) throws MalformedJsonException {
        return NlpAnswerParser.parse(AnswerShape.FLAT, json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void shouldKeepTheWholeAnswer() throws Exception {
        String json = "{\"language\":\"en\",\"sentiment\":\"positive\",\"score\":0.87,\"more\":{\"a\":[1,2e5,\"é\"]}}";

        assertThat(parse(json)).isEqualTo(new NlpAnalysis(NlpStatus.OK, "en", "positive", 0.87f, json));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"language\":null,\"sentiment\":null,\"score\":null}", "{\"other\":true}"})
    void shouldTakeAnAnswerThatKnowsNothing(String json) throws Exception {
        assertThat(parse(json)).isEqualTo(new NlpAnalysis(NlpStatus.OK, null, null, null, json));
    }

    @Test
    void shouldDropAByteOrderMarkWhichTheTableCouldNotHold() throws Exception {
        String json = "{\"language\":\"en\",\"mark\":\"\uFEFF\"}";

        assertThat(parse("\uFEFF" + json)).isEqualTo(new NlpAnalysis(NlpStatus.OK, "en", null, null, json));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>",
                "[]",
                "\"en\"",
                "{\"language\":\"en\"",
                "{\"language\":1}",
                "{\"sentiment\":[]}",
                "{\"score\":\"0.5\"}",
                "{\"score\":1e99}",
                "{\"language\":\"\\u0000\"}",
                "{\"more\":\"\\ud800\"}",
                "{\"more\":[1e99999]}",
                "{\"more\":1e-99999}",
                "{\"language\":\"en\"} trailing",
            })
    void shouldRefuseWhatTheTableCouldNotHold(String json) {
        assertThatThrownBy(() -> parse(json)).isInstanceOf(MalformedJsonException.class);
    }
}
