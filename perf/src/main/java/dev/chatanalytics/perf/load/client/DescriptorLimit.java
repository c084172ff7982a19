package dev.chatanalytics.perf.load.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * How many files and sockets one process may open.
 *
 * @param soft what holds now
 * @param hard up to where {@code ulimit -n} may raise it
 */
public record DescriptorLimit(long soft, long hard) {

    /** What the JVM, its jars and the database need besides connections. */
    private static final int RESERVE = 200;

    private static final String LINE = "Max open files";

    /** As it holds for this process and those that it starts. */
    public static DescriptorLimit ofThisProcess() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/limits"))) {
            return lines.filter(line -> line.startsWith(LINE))
                    .map(DescriptorLimit::parse)
                    .findFirst()
                    .orElseThrow(() -> new IOException("/proc/self/limits has no line: " + LINE));
        }
    }

    static DescriptorLimit parse(String line) {
        String[] words = line.substring(LINE.length()).strip().split("\\s+");
        return new DescriptorLimit(number(words[0]), number(words[1]));
    }

    /** @throws IllegalArgumentException with the way out, when this many connections do not fit */
    void check(int connections) {
        if (connections + RESERVE > soft) {
            throw new IllegalArgumentException("connections: " + connections + " (expected: at most " + (soft - RESERVE)
                    + ", since this process may open " + soft + " files; " + wayOut(connections) + ")");
        }
    }

    private String wayOut(int connections) {
        if (connections + RESERVE <= hard) {
            return "raise it with: ulimit -n " + (connections + RESERVE);
        }
        long processes = (connections + hard - RESERVE - 1) / (hard - RESERVE);
        return "the hard limit is " + hard + ": run " + processes + " processes with --connections "
                + (connections + processes - 1) / processes + " and a " + processes + "th of the rate each";
    }

    private static long number(String word) {
        return word.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(word);
    }
}
