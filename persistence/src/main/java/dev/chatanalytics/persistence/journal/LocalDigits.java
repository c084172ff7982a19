package dev.chatanalytics.persistence.journal;

import dev.chatanalytics.persistence.disk.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Segments that an earlier build named in the digits of the machine's locale, and so did not find again. Stateless; used
 * under the lock of the directory.
 *
 * <p>They get the names that they should have had. A run whose number is taken gets a new one: sequences begin anew with
 * each run, so two runs must never be read as one.
 */
final class LocalDigits {

    private static final Logger LOG = LoggerFactory.getLogger(LocalDigits.class);

    private LocalDigits() {}

    /** A crash on the way may cut a run in two, whose messages then are recovered again, but none is lost. */
    static void rename(Path dir) throws IOException {
        List<Path> foreign = foreign(dir);
        if (foreign.isEmpty()) {
            return;
        }
        Set<Long> taken = new HashSet<>();
        SegmentName.scan(dir).forEach(name -> taken.add(name.run()));
        for (List<Path> run : runs(foreign)) {
            long number = name(run.get(0)).run();
            long free = taken.contains(number) ? highest(taken, foreign) + 1 : number;
            taken.add(free);
            for (Path file : run) {
                Files.move(file, name(file).inRun(free).path());
            }
        }
        DurableFiles.syncDirectory(dir);
        LOG.warn("{}: {} segments were named in other digits than 0 to 9, and have been renamed", dir, foreign.size());
    }

    private static List<Path> foreign(Path dir) throws IOException {
        try (Stream<Path> files = Files.list(dir)) {
            return files.filter(file -> SegmentName.parse(file)
                            .filter(name -> !name.path().equals(file))
                            .isPresent())
                    .toList();
        }
    }

    /** Of each run its files; runs of one number in the digits of two locales are two. */
    private static Iterable<List<Path>> runs(List<Path> files) {
        Map<String, List<Path>> runs = new TreeMap<>();
        for (Path file : files) {
            String own = file.toUri().getRawPath();
            String run = name(file).run() + " " + own.substring(0, own.lastIndexOf('-'));
            runs.merge(
                    run,
                    List.of(file),
                    (a, b) -> Stream.concat(a.stream(), b.stream()).toList());
        }
        return runs.values();
    }

    private static long highest(Set<Long> taken, List<Path> files) {
        long known = taken.stream().mapToLong(Long::longValue).max().orElse(0);
        return Math.max(
                known, files.stream().mapToLong(file -> name(file).run()).max().orElse(0));
    }

    private static SegmentName name(Path file) {
        return SegmentName.parse(file).orElseThrow();
    }
}
