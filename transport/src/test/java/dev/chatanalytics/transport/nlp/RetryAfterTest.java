package dev.chatanalytics.transport.nlp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {

    private static final long NOW = Instant.parse("2026-11-23T08:00:00Z").toEpochMilli();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 0",
                "1 | 1000",
                "120 | 120000",
                "3600 | 3600000",
                "3601 | 3600000",
                "99999999999999999999999 | 3600000",
                "-1 | 0",
                "1.5 | 0",
                "soon | 0",
                "٣ | 0",
                "Mon, 23 Nov 2026 08:00:05 GMT | 5000",
                "Mon, 23 Nov 2026 07:59:59 GMT | 0",
                "Mon, 23 Nov 2026 23:00:00 GMT | 3600000",
                "Monday, 23-Nov-26 08:00:05 GMT | 5000",
                "Mon Nov 23 08:00:05 2026 | 5000",
                "Mon, 99 Nov 2026 08:00:05 GMT | 0"
            })
    void shouldReadSecondsAndDates(String value, long millis) {
        assertThat(RetryAfter.millis(value, NOW)).isEqualTo(millis);
    }

    @Test
    void shouldTakeAbsenceAsNothing() {
        assertThat(RetryAfter.millis(null, NOW)).isZero();
        assertThat(RetryAfter.millis("  ", NOW)).isZero();
    }
}
