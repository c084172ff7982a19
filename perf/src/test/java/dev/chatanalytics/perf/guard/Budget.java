package dev.chatanalytics.perf.guard;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;

/** What one message may cost, as it stands in a checked-in file. Immutable. */
final class Budget {

    private static final double HEAD_ROOM = 1.15;

    private final Path file;
    private final Properties values = new Properties();

    private Budget(Path file) {
        this.file = file;
    }

    static Budget read(Path file) throws IOException {
        Budget budget = new Budget(file);
        try (Reader reader = Files.newBufferedReader(file)) {
            budget.values.load(reader);
        }
        return budget;
    }

    /** What is wrong when a message costs this much, in words; empty when that is within the budget. */
    Optional<String> excess(String key, double measured) {
        double budget = budget(key);
        double limit = budget * HEAD_ROOM;
        if (measured <= limit) {
            return Optional.empty();
        }
        return Optional.of(String.format(
                Locale.ROOT,
                "%s: %,.1f a message (budget %,.1f, with head-room %,.1f). Find out what costs more; if it is worth it,"
                        + " renew the budget: write %s=%.1f into %s, and say why in the commit",
                key,
                measured,
                budget,
                limit,
                key,
                measured,
                file.toAbsolutePath().normalize()));
    }

    private double budget(String key) {
        String value = values.getProperty(key);
        if (value == null) {
            throw new IllegalArgumentException(key + " is missing in " + file + " (expected: a number)");
        }
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(key + ": " + value + " in " + file + " (expected: a number)", e);
        }
    }
}
