package dev.chatanalytics.ops.verify.chaos;

import dev.chatanalytics.ops.verify.observe.AdminPage;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;

/**
 * What is done to the service's clock. It jumps no further than the service lets a {@code timestamp} lie from now, so
 * that no message may be refused for it. For one thread at a time.
 */
final class ClockFaults {

    private static final int MOST_AHEAD_MINUTES = 6 * 24 * 60;
    private static final int MOST_BEHIND_SECONDS = 4 * 60;

    private final FakeClock clock;
    private final AdminPage admin;

    ClockFaults(FakeClock clock, AdminPage admin) {
        this.clock = clock;
        this.admin = admin;
    }

    /** There, and back again, which is a jump too. */
    String jump(Duration length, Pause pause, Random random) throws IOException, InterruptedException {
        Duration offset = random.nextBoolean()
                ? Duration.ofMinutes(60 + random.nextInt(MOST_AHEAD_MINUTES - 60))
                : Duration.ofSeconds(-30 - random.nextInt(MOST_BEHIND_SECONDS - 30));
        clock.shift(offset);
        try {
            pause.over(length);
            return words(offset) + (isSeen(offset) ? "" : ", and gone before the service saw it");
        } finally {
            clock.shift(Duration.ZERO);
        }
    }

    /** Whether the service's time is nearer to what it was told than to ours. */
    private boolean isSeen(Duration offset) {
        Optional<Instant> there = admin.clock();
        return there.isPresent()
                && Duration.between(Instant.now(), there.get())
                                .minus(offset)
                                .abs()
                                .compareTo(offset.abs().dividedBy(2))
                        < 0;
    }

    private static String words(Duration offset) {
        Duration by = offset.abs();
        String words = by.toHours() > 0
                ? by.toDays() + " d " + by.toHoursPart() + " h " + by.toMinutesPart() + " min"
                : by.toMinutesPart() + " min " + by.toSecondsPart() + " s";
        return words + (offset.isNegative() ? " behind" : " ahead");
    }
}
