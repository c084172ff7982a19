package dev.chatanalytics.perf.storing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** PostgreSQL's own client. Immutable. */
record Psql(Path program, String url) {

    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
    private static final Pattern TIME = Pattern.compile("Time: ([0-9.]+) ms");

    /**
     * Finds it: on the path, else the newest where Debian keeps them.
     *
     * @param jdbcUrl of the database, user included
     */
    static Psql find(String jdbcUrl) throws IOException {
        String url = jdbcUrl.substring("jdbc:".length());
        List<Path> candidates = new ArrayList<>();
        for (String directory : System.getenv().getOrDefault("PATH", "").split(":")) {
            candidates.add(Path.of(directory, "psql"));
        }
        if (Files.isDirectory(DEBIAN)) {
            try (Stream<Path> versions = Files.list(DEBIAN)) {
                versions.sorted(Comparator.reverseOrder())
                        .forEach(version -> candidates.add(version.resolve("bin/psql")));
            }
        }
        return candidates.stream()
                .filter(Files::isExecutable)
                .findFirst()
                .map(program -> new Psql(program, url))
                .orElseThrow(() -> new IOException("psql was not found on the path or in " + DEBIAN
                        + " (expected: PostgreSQL's client, Debian's package postgresql-client)"));
    }

    /** Runs one command, and tells the seconds that it took by psql's own clock: connecting is not in it. */
    double run(String command) throws IOException {
        Process psql = new ProcessBuilder(
                        program.toString(), url, "-X", "-v", "ON_ERROR_STOP=1", "-c", "\\timing on", "-c", command)
                .redirectErrorStream(true)
                .start();
        String told = new String(psql.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        Matcher time = TIME.matcher(told);
        if (exitCode(psql) != 0 || !time.find()) {
            throw new IOException(program + " failed at " + command + ": " + told);
        }
        return Double.parseDouble(time.group(1)) / 1000;
    }

    /** Such as {@code psql (PostgreSQL) 15.13}. */
    String version() throws IOException {
        Process psql = new ProcessBuilder(program.toString(), "--version").start();
        return new String(psql.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }

    private static int exitCode(Process psql) throws IOException {
        try {
            return psql.waitFor();
        } catch (InterruptedException e) {
            psql.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
