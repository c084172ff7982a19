package dev.chatanalytics.persistence.journal;

import dev.chatanalytics.persistence.disk.FileNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Segments are named by the run of the service that wrote them and by their place in it, such as
 * {@code 000007-000001.journal}. Sequences begin anew with each run. Immutable.
 */
record SegmentName(Path dir, long run, long index, Kind kind) {

    private static final Pattern NAME = Pattern.compile("(\\d{6,18})-(\\d{6,18})\\.(journal|suspect|bad)");
    private static final Comparator<SegmentName> ORDER =
            Comparator.comparingLong(SegmentName::run).thenComparingLong(SegmentName::index);

    /** What is thought of a segment; the suffix of its file. Another format of records would get another suffix. */
    enum Kind {
        JOURNAL,
        /** An fsync of it failed: what was committed before is there, and nothing was written after. */
        SUSPECT,
        /** Damaged. Its good records are safe elsewhere, the rest is for an operator to look at. */
        BAD
    }

    Path path() {
        String suffix = kind.name().toLowerCase(Locale.ROOT);
        return dir.resolve(String.format(Locale.ROOT, "%06d-%06d.%s", run, index, suffix));
    }

    SegmentName inRun(long other) {
        return new SegmentName(dir, other, index, kind);
    }

    SegmentName as(Kind other) {
        return new SegmentName(dir, run, index, other);
    }

    /** All segments of a directory, in the order in which they were written. */
    static List<SegmentName> scan(Path dir) throws IOException {
        try (Stream<Path> files = Files.list(dir)) {
            return files.filter(file ->
                            parse(file).filter(name -> name.path().equals(file)).isPresent())
                    .flatMap(file -> parse(file).stream())
                    .sorted(ORDER)
                    .toList();
        }
    }

    /** What a file is called, in the digits of whatever locale; empty when it is no segment. */
    static Optional<SegmentName> parse(Path path) {
        Matcher name = NAME.matcher(FileNames.withAsciiDigits(path));
        if (!name.matches()) {
            return Optional.empty();
        }
        Kind kind = Kind.valueOf(name.group(3).toUpperCase(Locale.ROOT));
        return Optional.of(
                new SegmentName(path.getParent(), Long.parseLong(name.group(1)), Long.parseLong(name.group(2)), kind));
    }
}
