package dev.chatanalytics.transport.nlp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTemplateTest {

    @Test
    void shouldPutTheTextWhereItsPlaceholderIs() {
        String template = "{\"documents\":[{\"id\":\"1\",\"language\":\"de\",\"text\":\"ü: {text}!\"}],\"n\":1}";

        RequestTemplate parted = RequestTemplate.of(template).orElseThrow();

        assertThat(new String(new AnalyzeBody(parted).of("say \"hi\"\n"), UTF_8))
                .isEqualTo(template.replace("{text}", "say \\\"hi\\\"\\u000a"));
    }

    @Test
    void shouldTakeAList() {
        assertThat(RequestTemplate.of("[\"{text}\"]")).contains(new RequestTemplate("[\"", "\"]"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{text}",
                "\"{text}\"",
                "{\"text\":{text}}",
                "{\"{text}\":1}",
                "{\"text\":\"\"}",
                "{\"text\":\"{text} {text}\"}",
                "{\"a\":\"{text}\",\"b\":\"{text}\"}",
                "{\"text\":\"{text}\"",
                "{\"text\":\"{text}\"} more",
                "{text:\"{text}\"}"
            })
    void shouldRefuseWhatIsNotJsonWithOnePlaceholderInAString(String template) {
        assertThat(RequestTemplate.of(template)).isEmpty();
    }
}
