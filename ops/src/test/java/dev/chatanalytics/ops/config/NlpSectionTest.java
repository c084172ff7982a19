package dev.chatanalytics.ops.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How an API that is not like ours is written down. */
class NlpSectionTest {

    private static final Layer NONE = Layer.of("none", Map.of());

    @TempDir
    private Path dir;

    private Settings settings(String name, String file, Map<String, String> environment) throws Exception {
        Path written = Files.writeString(dir.resolve(name), file);
        Map<String, String> all = new HashMap<>(environment);
        all.putIfAbsent("CHAT_ANALYTICS_NLP_URL", "http://nlp:9000/");
        all.put("CHAT_ANALYTICS_DATABASE_URL", "jdbc:postgresql://localhost/chat");
        return Settings.load(NONE, Optional.of(written), all, NONE);
    }

    private Configuration read(String name, String file, Map<String, String> environment) throws Exception {
        return ConfigurationReader.all(settings(name, file, environment));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "a.conf, 'nlp.headers { X-Key = \"a:b=c\", Accept = text }'",
                "a.json, '{\"nlp\":{\"headers\":{\"X-Key\":\"a:b=c\",\"Accept\":\"text\"}}}'",
                "a.properties, 'nlp.headers.X-Key=a:b=c\nnlp.headers.Accept=text'",
                "b.conf, 'nlp.headers = \"X-Key: a:b=c\\nAccept: text\"'",
            })
    void shouldTakeHeadersInEachFormat(String name, String file) throws Exception {
        assertThat(read(name, file, Map.of()).nlp().headers())
                .containsOnly(Map.entry("X-Key", "a:b=c"), Map.entry("Accept", "text"));
    }

    @Test
    void shouldTakeHeadersAndLabelsFromTheEnvironment() throws Exception {
        Configuration read = read(
                "a.conf",
                "",
                Map.of(
                        "CHAT_ANALYTICS_NLP_HEADERS", "X-Key: k\n\nX-Other: o\n",
                        "CHAT_ANALYTICS_NLP_REQUEST", "{\"q\":\"{text}\"}",
                        "CHAT_ANALYTICS_NLP_ANSWER_SENTIMENTS", "{\"POS\":\"positive\"}",
                        "CHAT_ANALYTICS_NLP_ANSWER_LANGUAGE", "",
                        "CHAT_ANALYTICS_NLP_URL", "http://user@nlp_api_1:9000/x"));

        assertThat(read.nlp().headers()).containsOnly(Map.entry("X-Key", "k"), Map.entry("X-Other", "o"));
        assertThat(read.nlp().request().head()).isEqualTo("{\"q\":\"");
        assertThat(read.engine().nlp().answer().sentiments()).containsOnly(Map.entry("POS", "positive"));
        assertThat(read.engine().nlp().answer().language()).isNull();
    }

    @Test
    void shouldPreferTheFilesToTheFixedHeaders() throws Exception {
        Path headers =
                Files.writeString(dir.resolve("headers"), "\uFEFFX-Key: of the file\r\nAuthorization: Basic x\r\n");
        Path token = Files.writeString(dir.resolve("token"), "t0ken\r\n");

        Configuration read = read(
                "a.conf",
                "nlp { headers { X-Key = fixed, authorization = fixed }, headers-file = \"" + headers
                        + "\", token-file = \"" + token + "\" }",
                Map.of());

        assertThat(read.nlp().headers())
                .containsOnly(Map.entry("X-Key", "of the file"), Map.entry("Authorization", "Bearer t0ken"));
        assertThat(read.nlpHeaders().mayChange()).isTrue();
    }

    @Test
    void shouldNeverPrintAHeader() throws Exception {
        Settings settings = settings("a.conf", "nlp.headers { X-Key = s3cret }", Map.of());

        assertThat(String.join("\n", Listing.of(settings))).doesNotContain("s3cret");
        assertThat(ConfigurationReader.all(settings).toString()).doesNotContain("s3cret");
        assertThatThrownBy(() -> read("b.conf", "nlp.headers { \"X Key\" = s3cret }", Map.of()))
                .hasMessageContaining("nlp.headers")
                .hasMessageNotContaining("s3cret");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "nlp.headers, 'nlp.headers { Content-Length = 3 }'",
                "nlp.headers, 'nlp.headers { X-Key = \"ä\" }'",
                "nlp.headers, 'nlp.headers { X-Key = \"a\\r\\nHost: b\" }'",
                "nlp.headers, 'nlp.headers = \"no colon\"'",
                "nlp.headers, 'nlp.headers { X { Y = z } }'",
                "nlp.headers-file, 'nlp.headers-file = /nowhere'",
                "nlp.token-file, 'nlp.token-file = /dev/null'",
                "nlp.request, 'nlp.request { text = \"\" }'",
                "nlp.request, 'nlp.request = text'",
                "nlp.answer.score, 'nlp.answer.score = score'",
                "nlp.answer.sentiments, 'nlp.answer.sentiments = [a]'",
                "nlp.tls.ca, 'nlp.tls.ca = /dev/null'",
                "nlp.header, 'nlp.header { X-Key = a }'",
            })
    void shouldNameTheKeyThatIsWrong(String key, String file) {
        assertThatThrownBy(() -> read("a.conf", file, Map.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(key);
    }

    @ParameterizedTest
    @CsvSource({
        "http://a_b, true",
        "http://a_b:99999/, false",
        "http://:9/, false",
        "http:///x, false",
        "http://a b/, false"
    })
    void shouldTakeHostNamesWithUnderscores(String url, boolean right) {
        boolean taken;
        try {
            taken = Units.httpUrl(url).isPresent();
        } catch (IllegalArgumentException e) {
            taken = false;
        }
        assertThat(taken).isEqualTo(right);
    }
}
