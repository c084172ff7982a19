package dev.chatanalytics.ops.config;

import dev.chatanalytics.persistence.database.DatabaseOptions;
import dev.chatanalytics.persistence.deadletter.DeadLetterOptions;
import dev.chatanalytics.persistence.journal.JournalOptions;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** The keys under {@code database}, {@code dead-letters} and {@code durability}: where messages are kept. */
final class StorageSections {

    private final Values values;

    StorageSections(Values values) {
        this.values = values;
    }

    DatabaseOptions database() {
        return new DatabaseOptions(
                values.read(
                        "database.url",
                        "a URL such as jdbc:postgresql://localhost:5432/chat",
                        StorageSections::jdbc,
                        ""),
                values.optionalText("database.user", "a name, or the key left out"),
                password(),
                values.integer("database.pool-size", 1, 10_000),
                values.duration("database.write-timeout", Duration.ofMillis(10), Duration.ofMinutes(10)));
    }

    private Supplier<String> password() {
        String given = values.optionalText("database.password", "a password, or the key left out");
        Supplier<String> inFile = values.optionalSecret("database.password-file");
        values.require(
                given == null || inFile == null,
                "database.password-file",
                "the key left out, since there is database.password",
                "database.password");
        return given == null ? inFile : () -> given;
    }

    DeadLetterOptions deadLetters() {
        return new DeadLetterOptions(values.path("dead-letters.dir"), values.size("dead-letters.max-bytes", 1L << 20));
    }

    /** What a 202 can promise. */
    private enum Durability {
        JOURNAL,
        MEMORY
    }

    /** Nothing when messages are to be kept in memory only; what is wrong with the other keys is told all the same. */
    Optional<JournalOptions> journal() {
        Durability mode = values.choice("durability.mode", Durability.class);
        JournalOptions journal = new JournalOptions(
                values.path("durability.dir"),
                JournalOptions.DEFAULT_SEGMENT_BYTES,
                values.size("durability.max-bytes", 4 * JournalOptions.DEFAULT_SEGMENT_BYTES));
        return mode == Durability.MEMORY ? Optional.empty() : Optional.of(journal);
    }

    private static Optional<String> jdbc(String url) {
        return Optional.of(url).filter(u -> u.matches("jdbc:postgresql://[^\\s/]+/\\S+"));
    }
}
