package dev.chatanalytics.engine.message;

import java.time.DateTimeException;
import java.time.LocalDate;

/**
 * Times as RFC 3339 writes them, section 5.6: {@code 2026-11-23T08:00:00.123456Z} or with an offset such as
 * {@code +05:30}. Ten times as fast as the formatter of {@code java.time}, which a hot path feels. Stateless.
 */
final class Rfc3339 {

    private static final int SHORTEST = "2026-11-23T08:00:00Z".length();
    private static final int FRACTION = "2026-11-23T08:00:00".length();
    private static final long MICROS = 1_000_000;
    private static final long DAY_SECONDS = 86_400;

    private Rfc3339() {}

    /**
     * Microseconds since 1970-01-01T00:00:00Z; digits beyond the sixth are cut off. The second 60 of a leap second is
     * the first of the next minute.
     *
     * @throws DateTimeException when it is not such a time
     */
    static long toMicros(String time) {
        if (time.length() < SHORTEST) {
            throw malformed();
        }
        expect(time, 4, '-');
        expect(time, 7, '-');
        expect(time, 10, 'T', 't');
        expect(time, 13, ':');
        expect(time, 16, ':');
        long days = LocalDate.of(number(time, 0, 4), number(time, 5, 2), number(time, 8, 2))
                .toEpochDay();
        long seconds = 3600L * atMost(23, number(time, 11, 2))
                + 60L * atMost(59, number(time, 14, 2))
                + atMost(60, number(time, 17, 2));
        int offsetAt = time.charAt(FRACTION) == '.' ? endOfDigits(time, FRACTION + 1) : FRACTION;
        return (days * DAY_SECONDS + seconds - offsetSeconds(time, offsetAt)) * MICROS
                + fractionMicros(time, FRACTION + 1, offsetAt);
    }

    private static long fractionMicros(String time, int from, int to) {
        long micros = 0;
        for (int i = from, unit = 100_000; i < to && unit > 0; i++, unit /= 10) {
            micros += (long) (time.charAt(i) - '0') * unit;
        }
        return micros;
    }

    private static int endOfDigits(String time, int from) {
        int i = from;
        while (i < time.length() && isDigit(time.charAt(i))) {
            i++;
        }
        if (i == from || i == time.length()) {
            throw malformed();
        }
        return i;
    }

    private static long offsetSeconds(String time, int at) {
        char sign = time.charAt(at);
        if (sign == 'Z' || sign == 'z') {
            if (time.length() != at + 1) {
                throw malformed();
            }
            return 0;
        }
        if (time.length() != at + "+00:00".length()) {
            throw malformed();
        }
        expect(time, at, '+', '-');
        expect(time, at + 3, ':');
        long seconds = 3600L * atMost(23, number(time, at + 1, 2)) + 60L * atMost(59, number(time, at + 4, 2));
        return sign == '-' ? -seconds : seconds;
    }

    private static int number(String time, int from, int digits) {
        int number = 0;
        for (int i = from; i < from + digits; i++) {
            if (!isDigit(time.charAt(i))) {
                throw malformed();
            }
            number = number * 10 + time.charAt(i) - '0';
        }
        return number;
    }

    private static int atMost(int limit, int number) {
        if (number > limit) {
            throw malformed();
        }
        return number;
    }

    private static void expect(String time, int at, char... allowed) {
        for (char c : allowed) {
            if (time.charAt(at) == c) {
                return;
            }
        }
        throw malformed();
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static DateTimeException malformed() {
        return new DateTimeException("not an RFC 3339 time");
    }
}
