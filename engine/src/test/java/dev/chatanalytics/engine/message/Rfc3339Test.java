package dev.chatanalytics.engine.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Rfc3339Test {

    @Test
    void shouldAgreeWithJavaTime() {
        Random random = new Random(20_261_123);
        for (int i = 0; i < 5_000; i++) {
            OffsetDateTime time = Instant.ofEpochSecond(random.nextLong(-60_000_000_000L, 250_000_000_000L))
                    .plusNanos(random.nextLong(1_000_000_000))
                    .atOffset(ZoneOffset.ofTotalSeconds(60 * random.nextInt(-1080, 1081)));
            Instant expected = time.toInstant().truncatedTo(ChronoUnit.MICROS);

            assertThat(Rfc3339.toMicros(time.toString().length() == 17 ? time + ":00" : full(time)))
                    .as(time.toString())
                    .isEqualTo(expected.getEpochSecond() * 1_000_000 + expected.getNano() / 1_000);
        }
    }

    private static String full(OffsetDateTime time) {
        return String.format(
                "%04d-%02d-%02dT%02d:%02d:%02d.%09d%s",
                time.getYear(),
                time.getMonthValue(),
                time.getDayOfMonth(),
                time.getHour(),
                time.getMinute(),
                time.getSecond(),
                time.getNano(),
                time.getOffset().getId());
    }

    @ParameterizedTest
    @CsvSource({
        "1970-01-01T00:00:00Z, 0",
        "1970-01-01t00:00:00z, 0",
        "1970-01-01T00:00:00.5Z, 500000",
        "1970-01-01T00:00:00.123456789Z, 123456",
        "1969-12-31T23:59:59.9Z, -100000",
        "1970-01-01T01:00:00+01:00, 0",
        "1970-01-01T00:00:00-00:30, 1800000000",
        "1972-06-30T23:59:60Z, 78796800000000",
    })
    void shouldReadMicroseconds(String time, long micros) {
        assertThat(Rfc3339.toMicros(time)).isEqualTo(micros);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1970-01-01",
                "1970-01-01T00:00:00",
                "1970-01-01 00:00:00Z",
                "1970-13-01T00:00:00Z",
                "1970-02-29T00:00:00Z",
                "1970-01-01T24:00:00Z",
                "1970-01-01T00:60:00Z",
                "1970-01-01T00:00:61Z",
                "1970-01-01T00:00:00.Z",
                "1970-01-01T00:00:00.5",
                "1970-01-01T00:00:00Zx",
                "1970-01-01T00:00:00+0100",
                "1970-01-01T00:00:00+01",
                "1970-01-01T00:00:00+24:00",
                "1970-01-01T00:00:00+01:60",
                "+1970-01-01T00:00:00Z",
                "１970-01-01T00:00:00Z",
                "1970-01-01T00:00:00.٣Z",
            })
    void shouldRefuseEverythingElse(String time) {
        assertThatThrownBy(() -> Rfc3339.toMicros(time)).isInstanceOf(DateTimeException.class);
    }
}
