package dev.chatanalytics.ops.config;

import dev.chatanalytics.persistence.database.DatabaseOptions;
import dev.chatanalytics.persistence.deadletter.DeadLetterOptions;
import java.time.Duration;
import java.util.Optional;

/** The keys under {@code database} and {@code dead-letters}: where messages end up. */
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
                values.optionalText("database.password", "a password, or the key left out"),
                values.integer("database.pool-size", 1, 10_000),
                values.duration("database.write-timeout", Duration.ofMillis(10), Duration.ofMinutes(10)));
    }

    DeadLetterOptions deadLetters() {
        return new DeadLetterOptions(values.path("dead-letters.dir"), values.size("dead-letters.max-bytes", 1L << 20));
    }

    private static Optional<String> jdbc(String url) {
        return Optional.of(url).filter(u -> u.matches("jdbc:postgresql://[^\\s/]+/\\S+"));
    }
}
