package dev.chatanalytics.ops.sandbox.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordListsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "en", "es", "de", "fr", "it", "pt", "nl", "sv", "pl", "ru", "uk", "tr", "id", "ja", "ko", "zh", "fa",
                "hi"
            })
    void shouldHoldEachFeelingOnce(String language) {
        Set<String> seen = new HashSet<>();
        List<String> twice = new ArrayList<>();
        WordFile.read("sentiment/" + language + ".txt", (key, words) -> {
            if (key.startsWith("+") || key.startsWith("-")) {
                words.stream().filter(word -> !seen.add(word)).forEach(twice::add);
            }
        });
        assertThat(twice).as("words that are in two lines").isEmpty();
        assertThat(seen).hasSizeGreaterThan(100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "hi-Latn", "uk", "fa", "mr"})
    void shouldKnowTheSmallWordsOfALanguage(String code) {
        assertThat(LanguageProfile.load(code).words()).hasSizeGreaterThan(50);
    }

    @Test
    void shouldNameTheListThatIsMissing() {
        assertThatThrownBy(() -> LanguageProfile.load("xx"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("language/xx.txt");
    }

    @Test
    void shouldNameTheKeyThatIsWrong() {
        assertThatThrownBy(() -> Entry.of("+4"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("key: +4 (expected: +1 to +3");
    }
}
