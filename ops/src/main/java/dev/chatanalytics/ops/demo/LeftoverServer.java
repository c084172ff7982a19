package dev.chatanalytics.ops.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds and stops the PostgreSQL that still runs on a directory, such as one that outlived a demo which was killed. */
final class LeftoverServer {

    private static final Logger LOG = LoggerFactory.getLogger(LeftoverServer.class);
    private static final long PATIENCE_SECONDS = 30;

    private LeftoverServer() {}

    /** Stops the server that runs on this data, if any; its data is safe then. The caller owns the data. */
    static void stop(Path data) throws IOException {
        Path pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        Optional<ProcessHandle> server = running(pidFile).filter(process -> runsOn(data, process));
        if (server.isPresent()) {
            LOG.info(
                    "Stopping the PostgreSQL (process {}) that still runs on the data",
                    server.get().pid());
            interrupt(server.get());
        } else {
            // Its number may be another process's by now, which would keep the new server from starting.
            Files.deleteIfExists(pidFile);
        }
    }

    private static Optional<ProcessHandle> running(Path pidFile) throws IOException {
        List<String> lines;
        try {
            lines = Files.readAllLines(pidFile);
        } catch (NoSuchFileException e) {
            return Optional.empty(); // it has ended meanwhile
        }
        if (lines.isEmpty() || !lines.get(0).strip().matches("\\d{1,10}")) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(lines.get(0).strip())).filter(LeftoverServer::isPostgres);
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.info().command().filter(c -> c.endsWith("/postgres")).isPresent();
    }

    /** Its number may be that of a server that somebody else needs. PostgreSQL works in the directory of its data. */
    private static boolean runsOn(Path data, ProcessHandle process) {
        Path entry = Path.of("/proc", Long.toString(process.pid()));
        if (!Files.exists(entry)) {
            return process.info()
                    .commandLine()
                    .filter(c -> c.contains(data.toString()))
                    .isPresent();
        }
        try {
            return Files.isSameFile(entry.resolve("cwd"), data);
        } catch (IOException e) {
            return false; // it has ended meanwhile, or is somebody else's
        }
    }

    /** SIGINT is PostgreSQL's fast shutdown: clients are cut off, data is written. Java itself cannot send it. */
    private static void interrupt(ProcessHandle server) throws IOException {
        String pid = Long.toString(server.pid());
        new ProcessBuilder("sh", "-c", "kill -INT " + pid).start();
        try {
            server.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new IOException("a PostgreSQL on the data (process " + pid + ") does not end; stop it", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a PostgreSQL ends", e);
        }
    }
}
