package dev.chatanalytics.ops.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatanalytics.engine.EngineState;
import dev.chatanalytics.persistence.database.Access;
import dev.chatanalytics.persistence.journal.JournalState;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HealthTest {

    private final Locale own = Locale.getDefault();

    @AfterEach
    void backToTheLocaleOfThisMachine() {
        Locale.setDefault(own);
    }

    @Test
    void shouldBeTheSameJsonInEachLocale() {
        Locale.setDefault(Locale.ROOT);
        String expected = health().json();
        assertThat(expected).contains("\"depth\":1", "\"bytes\":4096", "\"waiting\":5");

        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        assertThat(health().json()).isEqualTo(expected);
    }

    private static Health health() {
        return new Health(
                Access.WRITABLE,
                "closed",
                EngineState.RUNNING,
                new Health.Queue(1, 2, 3, 4),
                new Health.Letters(5, 6),
                new Health.Commits(7, false),
                Optional.of(new JournalState(4096, 2, 1, "disk full")));
    }
}
