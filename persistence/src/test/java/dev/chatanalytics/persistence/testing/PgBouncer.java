package dev.chatanalytics.persistence.testing;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A real pooler of transactions before a test's database, with two sessions there that all its clients share. */
public final class PgBouncer implements AutoCloseable {

    public static final int SESSIONS = 2;

    private static final List<Path> PROGRAMS =
            List.of(Path.of("/usr/sbin/pgbouncer"), Path.of("/usr/bin/pgbouncer"), Path.of("/usr/local/bin/pgbouncer"));

    private final Process process;
    private final int port;

    private PgBouncer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Whether this machine has the program. */
    public static boolean isInstalled() {
        return PROGRAMS.stream().anyMatch(Files::isExecutable);
    }

    /** @param dir for its configuration */
    public static PgBouncer start(Path dir, TestDatabase database) throws IOException {
        int port = freePort();
        Path ini = dir.resolve("pgbouncer.ini");
        Files.setPosixFilePermissions(dir, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(ini, """
                [databases]
                %1$s = host=127.0.0.1 port=%2$d dbname=%1$s user=postgres
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = %3$d
                unix_socket_dir =
                auth_type = any
                pool_mode = transaction
                default_pool_size = %4$d
                server_round_robin = 1
                ignore_startup_parameters = extra_float_digits
                """.formatted(database.name(), database.server().port(), port, SESSIONS));
        Process process = new ProcessBuilder(command(ini))
                .redirectErrorStream(true)
                .redirectOutput(dir.resolve("pgbouncer.log").toFile())
                .start();
        PgBouncer pooler = new PgBouncer(process, port);
        await("PgBouncer").until(() -> pooler.answers(database));
        return pooler;
    }

    private static List<String> command(Path ini) {
        List<String> command = new ArrayList<>();
        command.add(PROGRAMS.stream()
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow()
                .toString());
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("-u", "nobody")); // it refuses to run as root
        }
        command.add(ini.toString());
        return command;
    }

    private boolean answers(TestDatabase database) {
        try {
            DriverManager.getConnection(TestServer.url(database.name(), port)).close();
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    public int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
