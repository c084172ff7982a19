package dev.chatanalytics.transport.nlp;

import io.netty.handler.codec.DateFormatter;
import java.util.Date;
import java.util.concurrent.TimeUnit;

/** Reads the {@code Retry-After} header of RFC 9110: seconds, or a date in any of the three forms of HTTP. Stateless. */
final class RetryAfter {

    /** Nobody waits longer than this, whatever the header says. */
    static final long MAX_MILLIS = TimeUnit.HOURS.toMillis(1);

    private static final int MAX_DIGITS = 9;

    private RetryAfter() {}

    /**
     * @param value of the header, or null
     * @param nowMillis the wall clock
     * @return 0 to {@link #MAX_MILLIS}; 0 also for what is absent, in the past or not understood
     */
    static long millis(String value, long nowMillis) {
        if (value == null || value.isBlank()) {
            return 0;
        }
        String trimmed = value.trim();
        return trimmed.chars().allMatch(c -> c >= '0' && c <= '9') ? ofSeconds(trimmed) : ofDate(trimmed, nowMillis);
    }

    private static long ofSeconds(String digits) {
        return digits.length() > MAX_DIGITS ? MAX_MILLIS : Math.min(Long.parseLong(digits) * 1000, MAX_MILLIS);
    }

    private static long ofDate(String value, long nowMillis) {
        Date date = DateFormatter.parseHttpDate(value);
        return date == null ? 0 : Math.max(0, Math.min(date.getTime() - nowMillis, MAX_MILLIS));
    }
}
