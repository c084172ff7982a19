package dev.chatanalytics.persistence.database;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;

/**
 * The seven days of one partition: from a Monday, 00:00 UTC, to the next.
 *
 * @param monday its first day
 */
record Week(LocalDate monday) implements Comparable<Week> {

    private static final long DAY_MICROS = TimeUnit.DAYS.toMicros(1);
    private static final int DAYS = 7;

    /** 1970-01-01 was a Thursday. */
    private static final int FIRST_MONDAY = 4;

    /** The week of a moment in microseconds since 1970. */
    static Week of(long micros) {
        long day = Math.floorDiv(micros, DAY_MICROS) - FIRST_MONDAY;
        return new Week(LocalDate.ofEpochDay(day - Math.floorMod(day, DAYS) + FIRST_MONDAY));
    }

    /** The week of a moment. */
    static Week of(Instant moment) {
        return of(ChronoUnit.MICROS.between(Instant.EPOCH, moment));
    }

    Week next() {
        return new Week(monday.plusDays(DAYS));
    }

    /** Whether its days have names that PostgreSQL reads and that sort by time. */
    boolean isNameable() {
        return monday.getYear() >= 1 && next().monday.getYear() <= 9999;
    }

    /** Its partition, such as {@code messages_2026_11_23}. */
    String table() {
        return "messages_" + monday.toString().replace('-', '_');
    }

    /** Its first moment as a literal of PostgreSQL. */
    String start() {
        return "'" + monday + " 00:00:00+00'";
    }

    @Override
    public int compareTo(Week other) {
        return monday.compareTo(other.monday);
    }
}
