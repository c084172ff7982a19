package dev.chatanalytics.engine.message;

import java.security.SecureRandom;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Makes UUIDs of version 7 (RFC 9562, section 5.7): 48 bits of milliseconds, then 74 random bits, so that they sort by
 * time. Not thread-safe.
 */
final class UuidV7 {

    private static final long VERSION = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    // Unpredictable ids are not promised, unique ones are: a fast generator with a seed that no other process has.
    private final SplittableRandom random = new SplittableRandom(new SecureRandom().nextLong());

    /** @param epochMicros the time to carry, in microseconds since 1970-01-01T00:00:00Z */
    String next(long epochMicros) {
        long millis = epochMicros / 1000;
        long high = millis << 16 | VERSION | random.nextLong() & 0x0FFF;
        long low = VARIANT | random.nextLong() >>> 2;
        return new UUID(high, low).toString();
    }
}
