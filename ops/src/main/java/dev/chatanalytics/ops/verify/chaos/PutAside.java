package dev.chatanalytics.ops.verify.chaos;

import dev.chatanalytics.engine.port.DeadLetters.Kind;
import dev.chatanalytics.engine.port.StoreException;
import dev.chatanalytics.ops.Offline;
import dev.chatanalytics.persistence.database.DatabaseOptions;
import dev.chatanalytics.persistence.deadletter.DeadLetterFile;
import dev.chatanalytics.persistence.deadletter.DeadLetterFiles;
import dev.chatanalytics.persistence.deadletter.DeadLetterOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The messages that the service has put aside since their week was detached. When it is attached again an operator
 * replays them, from a directory of his own, since the service works on its own. For one thread.
 *
 * <p>Only letters that say so, and are of that week, are replayed: whatever else was put aside is missing in the table,
 * and rightly so.
 */
final class PutAside {

    /** Quotes within a text are escaped, so only members look like these. */
    private static final Pattern REASON = Pattern.compile("\"reason\":\"no partition (messages_[0-9_]+): ");

    private static final Pattern SENT_AT = Pattern.compile("\"sent_at\":\"([^\"]+)\"");
    private static final String FILE = "poison/000000000001.jsonl";
    private static final Duration WRITE = Duration.ofSeconds(10);

    private final Path deadLetters;
    private final Path own;

    /**
     * @param deadLetters the service's, which are left as they are
     * @param own a directory for the letters that are replayed
     */
    PutAside(Path deadLetters, Path own) {
        this.deadLetters = deadLetters;
        this.own = own;
    }

    /** Stores them, and returns how many there were. @param url of the database */
    long replay(String url) throws IOException {
        List<String> letters = ofDetachedWeeks();
        if (letters.isEmpty()) {
            return 0;
        }
        Files.createDirectories(own.resolve(FILE).getParent());
        Files.write(own.resolve(FILE), letters);
        try {
            return Offline.replay(new DatabaseOptions(url, null, null, 1, WRITE), options(own), FILE)
                    .rows();
        } catch (StoreException e) {
            throw new IOException("what was put aside could not be replayed: " + e.getMessage(), e);
        }
    }

    private List<String> ofDetachedWeeks() throws IOException {
        DeadLetterFiles files = new DeadLetterFiles(options(deadLetters));
        List<String> letters = new ArrayList<>();
        for (DeadLetterFile file : files.list()) {
            if (file.kind() == Kind.POISON) {
                files.show(file.name(), line -> {
                    if (isOfItsWeek(line)) {
                        letters.add(line);
                    }
                });
            }
        }
        return letters;
    }

    private static boolean isOfItsWeek(String letter) {
        Matcher reason = REASON.matcher(letter);
        Matcher sentAt = SENT_AT.matcher(letter);
        return reason.find()
                && sentAt.find()
                && reason.group(1)
                        .equals(WeekPartition.name(Instant.parse(sentAt.group(1))
                                .atOffset(ZoneOffset.UTC)
                                .toLocalDate()));
    }

    private static DeadLetterOptions options(Path dir) {
        return new DeadLetterOptions(dir, Long.MAX_VALUE);
    }
}
