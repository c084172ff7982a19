package dev.chatanalytics.persistence.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatanalytics.persistence.testing.Messages;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeekTest {

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T00:00:00Z, messages_2026_11_23",
        "2026-11-29T23:59:59.999999Z, messages_2026_11_23",
        "2026-11-30T00:00:00Z, messages_2026_11_30",
        "2027-01-01T12:00:00Z, messages_2026_12_28",
        "1970-01-01T00:00:00Z, messages_1969_12_29",
        "1969-12-28T23:59:59.999999Z, messages_1969_12_22",
    })
    void shouldBeginOnMondaysUtc(Instant moment, String table) {
        assertThat(Week.of(Messages.micros(moment)).table()).isEqualTo(table);
    }

    @Test
    void shouldFollowWithoutGapOrOverlap() {
        Week week = Week.of(Messages.NOW);
        assertThat(week.start()).isEqualTo("'2026-11-23 00:00:00+00'");
        assertThat(week.next().start()).isEqualTo("'2026-11-30 00:00:00+00'");
    }

    @Test
    void shouldNameOnlyYearsOfFourDigits() {
        assertThat(Week.of(Long.MAX_VALUE).isNameable()).isFalse();
        assertThat(Week.of(Long.MIN_VALUE).isNameable()).isFalse();
        assertThat(Week.of(0).isNameable()).isTrue();
    }
}
