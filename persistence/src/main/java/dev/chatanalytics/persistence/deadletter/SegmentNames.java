package dev.chatanalytics.persistence.deadletter;

import dev.chatanalytics.engine.port.DeadLetters.Kind;
import dev.chatanalytics.persistence.disk.FileNames;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Dead-letter files are numbered, so that their names sort in the order in which they were written. Stateless. */
final class SegmentNames {

    private static final Pattern NAME = Pattern.compile("(\\d{1,18})\\.jsonl");

    private SegmentNames() {}

    /** Where files of a kind are, such as {@code waiting}. */
    static String folder(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /** Such as {@code 000000000001.jsonl}. */
    static String name(long number) {
        return String.format(Locale.ROOT, "%012d.jsonl", number);
    }

    /** Of a dead-letter file, whose name may have the digits of any locale; -1 of another file. */
    static long number(Path path) {
        Matcher name = NAME.matcher(FileNames.withAsciiDigits(path));
        return name.matches() ? Long.parseLong(name.group(1)) : -1;
    }

    /** The dead-letter files in a directory, in order; none when it is missing. */
    static List<Segment> scan(Kind kind, Path directory) throws IOException {
        List<Segment> segments = new ArrayList<>();
        if (!Files.isDirectory(directory)) {
            return segments;
        }
        for (Path path : list(directory)) {
            segments.add(new Segment(kind, path, lines(path), Files.size(path)));
        }
        return segments;
    }

    private static List<Path> list(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> number(file) >= 0)
                    .sorted((a, b) -> Long.compare(number(a), number(b)))
                    .toList();
        }
    }

    /** How many lines have an end. */
    private static long lines(Path path) throws IOException {
        long lines = 0;
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path), buffer.length)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                for (int i = 0; i < n; i++) {
                    lines += buffer[i] == '\n' ? 1 : 0;
                }
            }
        }
        return lines;
    }
}
