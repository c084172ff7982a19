package dev.chatanalytics.ops.demo;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * A PostgreSQL of our own on a free port of this machine. Its data stays when it is closed. Works as root too.
 *
 * <p>It is a server like any other in what it promises: a committed row survives the death of the machine.
 */
public final class EmbeddedDatabase implements AutoCloseable {

    /** A recovery after a crash takes its time; so does noticing that the server has given up. */
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private static final String SUPERUSER = "postgres";

    private final EmbeddedPostgres postgres;
    private final Path data;

    private EmbeddedDatabase(EmbeddedPostgres postgres, Path data) {
        this.postgres = postgres;
        this.data = data;
    }

    /**
     * Starts it, and returns when it answers. A server that a killed demo left behind on this data is stopped first.
     *
     * @param dir for the data, the server's programs and its log; nobody else may be using it
     */
    public static EmbeddedDatabase start(Path dir) throws IOException {
        return start(dir, Map.of());
    }

    /** The same, with settings of its own, as {@code postgresql.conf} names them. */
    public static EmbeddedDatabase start(Path dir, Map<String, String> settings) throws IOException {
        return start(dir, settings, START_LIMIT);
    }

    static EmbeddedDatabase start(Path dir, Map<String, String> settings, Duration limit) throws IOException {
        Path data = dir.resolve("postgres");
        Path log = dir.resolve("postgres.log");
        Files.createDirectories(data);
        LeftoverServer.stop(data);
        try {
            EmbeddedPostgres.Builder builder = builder(dir, data, log).setPGStartupWait(limit);
            settings.forEach(builder::setServerConfig);
            return new EmbeddedDatabase(builder.start(), data);
        } catch (IOException | RuntimeException e) {
            throw new IOException(
                    "the embedded PostgreSQL did not start; its log is " + log + ": " + e.getMessage(), e);
        }
    }

    private static EmbeddedPostgres.Builder builder(Path dir, Path data, Path log) {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setOverrideWorkingDirectory(dir.resolve("postgres-programs").toFile())
                .setRegisterShutdownHook(false) // it would stop the database while we still write to it
                .setPort(0)
                .setLocaleConfig("locale", "C")
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_connections", "150")
                .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()));
    }

    /** User included; there is no password. */
    public String url() {
        return "jdbc:postgresql://localhost:" + postgres.getPort() + "/" + SUPERUSER + "?user=" + SUPERUSER;
    }

    /** Stops the server; returns when it has ended. */
    @Override
    public void close() throws IOException {
        postgres.close();
        LeftoverServer.stop(data); // the library waits for 5 s, which a slow disk may need longer than
    }
}
