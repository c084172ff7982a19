package dev.chatanalytics.persistence.deadletter;

import dev.chatanalytics.engine.admission.ByteBudget;
import dev.chatanalytics.engine.port.DeadLetters.Kind;
import dev.chatanalytics.engine.port.MessageStore;
import dev.chatanalytics.engine.port.StoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The dead letters of a directory for an operator. Looking is possible at any time; replaying by hand is refused while a
 * service runs on the directory, since the service itself replays what waits. Used by one thread.
 */
public final class DeadLetterFiles {

    private final DeadLetterOptions options;

    public DeadLetterFiles(DeadLetterOptions options) {
        this.options = options;
    }

    /**
     * What a replay did.
     *
     * @param files that are done and deleted
     * @param rows that came to rest, poison included
     * @param poison of them, rows that were refused and are kept as poison
     */
    public record Replayed(int files, long rows, long poison) {}

    /** All files, waiting ones first, oldest first. */
    public List<DeadLetterFile> list() throws IOException {
        List<DeadLetterFile> files = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            for (Segment segment : SegmentNames.scan(kind, options.dir().resolve(SegmentNames.folder(kind)))) {
                files.add(describe(segment));
            }
        }
        return files;
    }

    private static DeadLetterFile describe(Segment segment) throws IOException {
        DeadLetter first = null;
        try (DeadLetterReader reader = new DeadLetterReader(segment.path(), 0)) {
            DeadLetterReader.Line line = reader.next();
            while (line != null && first == null) {
                first = line.letter();
                line = reader.next();
            }
        }
        return new DeadLetterFile(
                name(segment),
                segment.kind(),
                segment.rows(),
                segment.bytes(),
                first == null ? null : first.keptAt(),
                first == null ? null : first.reason());
    }

    /**
     * Gives the lines of a file as they are.
     *
     * @param name as {@link #list} gives it
     */
    public void show(String name, Consumer<String> lines) throws IOException {
        try (DeadLetterReader reader = new DeadLetterReader(find(name).path(), 0)) {
            for (DeadLetterReader.Line line = reader.next(); line != null; line = reader.next()) {
                lines.accept(new String(line.bytes(), StandardCharsets.UTF_8));
            }
        }
    }

    /**
     * Stores the letters of one file, or of all that wait, and deletes each file that is done. Poison is replayed only
     * when its file is named.
     *
     * @param name as {@link #list} gives it, or null for all that wait
     * @throws IOException when a service runs on the directory, or there is no such file
     * @throws StoreException of kind {@code UNAVAILABLE}: what is not stored stays in its file
     */
    public Replayed replay(String name, MessageStore store) throws IOException, StoreException {
        try (FileDeadLetters letters = FileDeadLetters.open(options)) {
            List<Segment> segments = letters.segments(name == null ? Kind.WAITING : kind(name)).stream()
                    .filter(segment -> name == null || name(segment).equals(name))
                    .toList();
            if (name != null && segments.isEmpty()) {
                throw unknown(name);
            }
            return replay(letters, segments, new PacedStore(store));
        }
    }

    private static Replayed replay(FileDeadLetters letters, List<Segment> segments, PacedStore store)
            throws IOException, StoreException {
        ByteBudget unbounded = new ByteBudget(Long.MAX_VALUE);
        long rows = 0;
        long poison = 0;
        for (Segment segment : segments) {
            try (FileReplay replay = new FileReplay(letters, segment, store, unbounded)) {
                for (int step = step(replay, store); step > 0; step = step(replay, store)) {
                    rows += step;
                }
                poison += replay.poison();
            }
        }
        return new Replayed(segments.size(), rows, poison);
    }

    /** A slow store is asked for ever fewer rows; one that does not take a single one is away. */
    private static int step(FileReplay replay, PacedStore store) throws IOException, StoreException {
        while (true) {
            int asked = store.rows();
            try {
                return replay.step();
            } catch (StoreException e) {
                if (PacedStore.isRefusal(e) || asked == 1) {
                    throw e;
                }
            }
        }
    }

    /**
     * Deletes a file of poison, whose messages then will never be stored. What waits for the database is never purged.
     *
     * @param name as {@link #list} gives it
     * @param dryRun only says what would be deleted
     * @throws IOException when a service runs on the directory, or there is no such file of poison
     */
    public DeadLetterFile purge(String name, boolean dryRun) throws IOException {
        if (kind(name) != Kind.POISON) {
            throw new IOException(name + " waits for the database and will be stored (expected: a file of poison)");
        }
        Segment segment = find(name);
        DeadLetterFile file = describe(segment);
        if (!dryRun) {
            try (FileDeadLetters letters = FileDeadLetters.open(options)) {
                letters.delete(segment);
            }
        }
        return file;
    }

    private Segment find(String name) throws IOException {
        return SegmentNames.scan(kind(name), options.dir().resolve(SegmentNames.folder(kind(name)))).stream()
                .filter(segment -> name(segment).equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(name));
    }

    private static String name(Segment segment) {
        return SegmentNames.folder(segment.kind()) + "/" + segment.path().getFileName();
    }

    private Kind kind(String name) throws IOException {
        for (Kind kind : Kind.values()) {
            if (name.startsWith(SegmentNames.folder(kind) + "/")) {
                return kind;
            }
        }
        throw unknown(name);
    }

    private IOException unknown(String name) {
        return new IOException(options.dir() + ": no dead-letter file " + name
                + " (expected: a name such as waiting/000000000001.jsonl)");
    }
}
