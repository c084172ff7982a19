package dev.chatanalytics.ops.verify.chaos;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * PgBouncer with {@code pool_mode = transaction} between the service and the way to the database, on the same port each time
 * that it is started; or nothing there. For one thread at a time.
 */
final class Pooler implements AutoCloseable {

    private static final long START_SECONDS = 10;
    private static final int CONNECT_MILLIS = 1_000;
    private static final String NOBODY = "nobody";

    /** A login that fails is tried again after 15 s by default, in which the next fault would have nothing to hurt. */
    private static final String INI = """
            [databases]
            postgres = host=127.0.0.1 port=%d dbname=postgres user=postgres
            [pgbouncer]
            listen_addr = 127.0.0.1
            listen_port = %d
            unix_socket_dir =
            auth_type = any
            pool_mode = transaction
            default_pool_size = 10
            max_client_conn = 500
            server_login_retry = 1
            ignore_startup_parameters = extra_float_digits
            """;

    private final Path program;
    private final Path dir;
    private int port;
    private Process process;

    private Pooler(Path program, Path dir) {
        this.program = program;
        this.dir = dir;
    }

    /** The service goes to the database without one. */
    static Pooler none() {
        return new Pooler(null, null);
    }

    /**
     * One that is not started yet.
     *
     * @param program of PgBouncer
     * @param dir where it runs; its log is there
     */
    static Pooler in(Path program, Path dir) {
        return new Pooler(program, dir);
    }

    /** Why there is none to be hurt, or null when there is. */
    String cannot() {
        return program == null ? "there is no pooler before the database" : null;
    }

    /**
     * Starts it.
     *
     * @param database the port where it finds the database
     * @return the port of the database for clients; the same when there is no pooler
     */
    int before(int database) throws IOException, InterruptedException {
        if (program == null) {
            return database;
        }
        port = FreePort.find();
        Files.writeString(ini(), String.format(Locale.ROOT, INI, database, port));
        start();
        return port;
    }

    /** Returns when it takes connections. */
    void start() throws IOException, InterruptedException {
        process = new ProcessBuilder(OwnSession.of(command()))
                .directory(dir.toFile())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(dir.resolve("pgbouncer.log").toFile()))
                .start();
        long began = System.nanoTime();
        while (!takesConnections()) {
            if (!process.isAlive() || System.nanoTime() - began > TimeUnit.SECONDS.toNanos(START_SECONDS)) {
                throw new IOException("PgBouncer does not start; its log is " + dir.resolve("pgbouncer.log"));
            }
            TimeUnit.MILLISECONDS.sleep(Pause.STEP.toMillis());
        }
    }

    /** SIGTERM, or kill -9 at once or when it takes longer than this. Returns when it has ended. */
    void stop(boolean kill, long seconds) throws IOException, InterruptedException {
        if (!process.isAlive()) {
            throw new IOException("PgBouncer has ended by itself with " + process.exitValue());
        }
        if (!kill) {
            process.destroy();
            process.waitFor(seconds, TimeUnit.SECONDS);
        }
        process.destroyForcibly().waitFor();
    }

    private boolean takesConnections() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            return false; // not yet
        }
    }

    private List<String> command() {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("-u", NOBODY)); // it refuses to run as root
        }
        command.add(ini().toString());
        return command;
    }

    private Path ini() {
        return dir.resolve("pgbouncer.ini");
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly().onExit().join();
        }
    }
}
