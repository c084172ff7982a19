package dev.chatanalytics.ops.verify.chaos;

import dev.chatanalytics.ops.sandbox.NlpSandbox;
import dev.chatanalytics.ops.sandbox.SandboxOptions;
import dev.chatanalytics.ops.verify.load.Target;
import dev.chatanalytics.ops.verify.observe.AdminPage;
import dev.chatanalytics.ops.verify.oracle.Findings;
import dev.chatanalytics.ops.verify.oracle.MessagesTable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A private stack in one directory, made to be broken. Belongs to one thread; its parts say what others may do. */
final class ChaosStack implements AutoCloseable {

    private static final int JOURNAL_MEBIBYTES = 256;
    private static final int DEAD_LETTERS_MEBIBYTES = 64;
    private static final String HOST = "localhost";

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final Durability durability;
    private final int port = FreePort.find();
    private final int adminPort = FreePort.find();
    private final FakeClock clock;
    private final SlowFsync fsync;
    private final SmallDisk journal;
    private final SmallDisk deadLetters;
    private final ChaosDatabase database;
    private final FaultProxy proxy;
    private final Pooler pooler;
    private final int databasePort;
    private final NlpSandbox nlp;
    private final ServiceProcess service;

    private ChaosStack(Path dir, Durability durability, FakeClock clock, SlowFsync fsync, Pooler pooler)
            throws IOException, InterruptedException {
        this.durability = durability;
        this.clock = clock;
        this.fsync = fsync;
        this.pooler = pooler;
        try {
            add(Reaper.over(dir));
            journal = add(SmallDisk.make(dir.resolve("journal"), JOURNAL_MEBIBYTES));
            deadLetters = add(SmallDisk.make(dir.resolve("dead-letters"), DEAD_LETTERS_MEBIBYTES));
            database = add(ChaosDatabase.start(dir));
            proxy = add(FaultProxy.start(database::address));
            add(pooler);
            databasePort = pooler.before(proxy.port());
            nlp = add(NlpSandbox.start(SandboxOptions.DEFAULT.withCannedAnswers()));
            Path configuration = Files.writeString(dir.resolve("service.conf"), String.join("\n", configuration()));
            service = add(new ServiceProcess(dir, configuration, clock));
            add(fsync); // closed before what it slows down
            service.start();
        } catch (IOException | InterruptedException | RuntimeException e) {
            closeAfter(e);
            throw e;
        }
    }

    /** Starts everything, or throws and has stopped what it had started. The service may not be ready yet. */
    static ChaosStack start(Path dir, Durability durability, FakeClock clock, SlowFsync fsync, Pooler pooler)
            throws IOException, InterruptedException {
        return new ChaosStack(dir, durability, clock, fsync, pooler);
    }

    private List<String> configuration() {
        List<String> lines = new ArrayList<>(List.of(
                "http.host = " + HOST,
                "http.port = " + port,
                "admin.host = " + HOST,
                "admin.port = " + adminPort,
                "database.url = \"" + databaseUrl() + "\"",
                "messages.max-age = 21d", // for those of last week while the clock is some days ahead
                "nlp.url = \"" + nlp.url() + "\"",
                "nlp.breaker.cooldown = 3s", // so that it comes and goes within the faults' time
                "dead-letters.dir = \"" + deadLetters.data() + "\"",
                "durability.mode = " + durability.key(),
                "shutdown.drain-timeout = 20s",
                ""));
        if (durability == Durability.JOURNAL) {
            lines.add("durability.dir = \"" + journal.data() + "\"");
        }
        return lines;
    }

    private String databaseUrl() {
        String url = "jdbc:postgresql://localhost:" + databasePort + "/postgres?user=postgres";
        return pooler.cannot() == null ? url + "&prepareThreshold=0" : url; // as the driver's manual has it
    }

    Target target() {
        return Target.of("http://" + HOST + ":" + port);
    }

    AdminPage admin() {
        return new AdminPage(URI.create("http://" + HOST + ":" + adminPort));
    }

    /** Straight from the database, which must be running. */
    MessagesTable table() {
        return new MessagesTable(database.url(), null, null);
    }

    /** @param findings to which a bad stop or start is added */
    ServiceFaults serviceFaults(Findings findings) {
        return new ServiceFaults(service, admin(), findings);
    }

    Durability durability() {
        return durability;
    }

    FakeClock clock() {
        return clock;
    }

    SlowFsync fsync() {
        return fsync;
    }

    SmallDisk journal() {
        return journal;
    }

    SmallDisk deadLetters() {
        return deadLetters;
    }

    ChaosDatabase database() {
        return database;
    }

    FaultProxy proxy() {
        return proxy;
    }

    Pooler pooler() {
        return pooler;
    }

    NlpSandbox nlp() {
        return nlp;
    }

    ServiceProcess service() {
        return service;
    }

    private <T extends AutoCloseable> T add(T part) {
        opened.push(part);
        return part;
    }

    private void closeAfter(Exception fault) {
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                fault.addSuppressed(e);
            }
        }
    }

    /** Stops everything, the service by kill -9. The directory stays. */
    @Override
    public void close() throws IOException {
        IOException failure = new IOException("not all of the stack could be stopped");
        closeAfter(failure);
        if (failure.getSuppressed().length > 0) {
            throw failure;
        }
    }
}
