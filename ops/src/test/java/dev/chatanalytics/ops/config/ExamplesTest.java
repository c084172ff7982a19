package dev.chatanalytics.ops.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The files under {@code ops/examples} are read as an operator would have them read. */
class ExamplesTest {

    private static final Layer NONE = Layer.of("none", Map.of());
    private static final Path EXAMPLES = Path.of("examples");

    @Test
    void shouldRunOnMinimalExample() throws Exception {
        Settings minimal = load("minimal.conf");

        assertThat(ConfigurationReader.all(minimal).nlp().url()).isNotNull();
        assertThat(FileLayer.read(EXAMPLES.resolve("minimal.conf")).settings())
                .as("keys without a default, and what they go with")
                .hasSizeLessThan(6);
    }

    @Test
    void shouldListEveryKeyWithItsDefaultInFullExample() throws Exception {
        Settings full = load("full.conf");
        ConfigurationReader.all(full);

        for (Setting byDefault : FileLayer.defaults().settings()) {
            Setting given = full.get(byDefault.key());
            assertThat(given.origin()).as(byDefault.key()).contains("full.conf");
            if (byDefault.value() != null) {
                assertThat(given.value()).as(byDefault.key()).isEqualTo(byDefault.value());
            }
        }
    }

    @Test
    void shouldSayTheSameAboutEachKeyAsTheDefaults() throws Exception {
        String defaults = Files.readString(Path.of("src/main/resources/dev/chatanalytics/ops/config/defaults.conf"));

        String full = Files.readString(EXAMPLES.resolve("full.conf"));

        assertThat(comments(full)).isEqualTo(comments(defaults));
    }

    private static java.util.List<String> comments(String text) {
        return text.lines()
                .filter(l -> l.contains(" # "))
                .map(l -> l.replaceAll(".* # ", ""))
                .toList();
    }

    private static Settings load(String example) throws Exception {
        return Settings.load(NONE, Optional.of(EXAMPLES.resolve(example)), Map.of(), NONE);
    }
}
