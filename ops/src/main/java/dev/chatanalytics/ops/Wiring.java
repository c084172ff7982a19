package dev.chatanalytics.ops;

import dev.chatanalytics.engine.Engine;
import dev.chatanalytics.engine.EngineOptions;
import dev.chatanalytics.engine.Ports;
import dev.chatanalytics.engine.admission.ByteBudget;
import dev.chatanalytics.engine.admission.LogPace;
import dev.chatanalytics.engine.nlp.NlpCalls;
import dev.chatanalytics.engine.port.MessageLog;
import dev.chatanalytics.engine.runtime.MonotonicClock;
import dev.chatanalytics.engine.runtime.TimerWheel;
import dev.chatanalytics.ops.admin.AdminServer;
import dev.chatanalytics.ops.admin.DatabaseWatch;
import dev.chatanalytics.ops.admin.Health;
import dev.chatanalytics.ops.admin.Lifecycle;
import dev.chatanalytics.ops.config.Configuration;
import dev.chatanalytics.ops.metrics.Gauges;
import dev.chatanalytics.ops.metrics.ServiceMetrics;
import dev.chatanalytics.persistence.copy.CopyMessageStore;
import dev.chatanalytics.persistence.database.Database;
import dev.chatanalytics.persistence.database.PartitionMaker;
import dev.chatanalytics.persistence.deadletter.DeadLetterReplayer;
import dev.chatanalytics.persistence.deadletter.FileDeadLetters;
import dev.chatanalytics.persistence.journal.FileMessageLog;
import dev.chatanalytics.transport.http.EventLoops;
import dev.chatanalytics.transport.http.HttpServer;
import dev.chatanalytics.transport.http.Route;
import dev.chatanalytics.transport.http.Router;
import dev.chatanalytics.transport.ingest.MessageEndpoint;
import dev.chatanalytics.transport.nlp.HttpNlpClient;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Makes the parts of the service in the order in which they need each other: the one class that says {@code new} on parts
 * of several modules.
 *
 * <pre>
 *   timers ◄── database ◄── store ◄──┐
 *     ▲            dead letters ◄────┼── replayer ──► patient database
 *     │                 journal ◄────┤
 *     └── NLP client ◄───────────────┴── engine ◄── gate ◄── HTTP server
 *            └──► event loops ◄──────────────────────────────────┘
 * </pre>
 *
 * <p>Immutable; the parts are thread-safe. {@link #close} closes them in reverse.
 */
final class Wiring implements AutoCloseable {

    private final Parts parts;
    private final Configuration configuration;
    private final ServiceMetrics metrics = new ServiceMetrics();
    private final ByteBudget bytes;
    private final Database database;
    private final PartitionMaker partitions;
    private final FileDeadLetters deadLetters;
    private final Optional<FileMessageLog> journal;
    private final DeadLetterReplayer replayer;
    private final HttpNlpClient nlp;
    private final Engine engine;
    private final Gate gate;
    private final Lifecycle lifecycle;
    private final AdminServer admin;
    private final HttpServer http;

    private Wiring(Configuration configuration, Service.StopQuestion stop, Parts parts)
            throws IOException, InterruptedException {
        this.configuration = configuration;
        this.parts = parts;
        bytes = new ByteBudget(configuration.maxBytes());
        TimerWheel timers = parts.add(new TimerWheel("timers"));
        database = parts.add(new Database(configuration.database(), timers));
        deadLetters = parts.add(FileDeadLetters.open(configuration.deadLetters()));
        journal = openJournal();
        int patientOnes = configuration.engine().persist().writers() + 1; // the writers', and the replayer's
        Database patient = parts.add(database.patient(patientOnes));
        CopyMessageStore store = new CopyMessageStore(database, patient);
        partitions = parts.add(
                new PartitionMaker(database, configuration.engine().rules().maxAge()));
        replayer = parts.add(new DeadLetterReplayer(deadLetters, new CopyMessageStore(patient), bytes, patient::close));
        EventLoops loops = parts.add(EventLoops.start(configuration.eventLoops(), "http"));
        WarmUp.run(configuration, loops, timers, stop);
        nlp = parts.add(HttpNlpClient.start(loops, timers, configuration.nlp()));
        HeaderWatch headers = parts.add(
                new HeaderWatch(configuration.nlpHeaders(), configuration.nlp().headers(), nlp::headers));
        headers.start();
        MessageLog log = journal.<MessageLog>map(j -> j).orElse(MessageLog.MEMORY);
        Ports ports = new Ports(nlpCalls(timers), store, deadLetters, log, bytes, metrics.engine());
        engine = parts.add(Engine.start(configuration.engine(), ports, timers));
        gate = new Gate(engine, metrics.engine());
        lifecycle = new Lifecycle(engine::state, this::trouble);
        admin = startAdmin();
        http = parts.add(startHttp(loops));
        metrics.watch(gauges());
    }

    /** Makes everything, or throws and has closed what it had made. Both ports are open then, and the gate is shut. */
    static Wiring of(Configuration configuration, Service.StopQuestion stop) throws IOException, InterruptedException {
        Parts parts = new Parts();
        try {
            return new Wiring(configuration, stop, parts);
        } catch (IOException | InterruptedException | RuntimeException e) {
            parts.closeAfter(e);
            throw e;
        }
    }

    private Optional<FileMessageLog> openJournal() throws IOException {
        return configuration.journal().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        parts.add(FileMessageLog.open(configuration.journal().get())));
    }

    private NlpCalls nlpCalls(TimerWheel timers) {
        EngineOptions options = configuration.engine();
        // With the machine's clock, one that jumps ahead and back again would hold the breaker open for as long.
        return new NlpCalls(
                nlp, timers, options.nlp(), options.breaker(), bytes, metrics.engine(), new MonotonicClock());
    }

    /** Why messages do not get on, if they do not. */
    private Optional<String> trouble() {
        LogPace pace = engine.logPace();
        if (pace.isTooSlow()) {
            return Optional.of("the journal is slow: a commit takes "
                    + TimeUnit.NANOSECONDS.toMillis(pace.commitNanos()) + " ms; messages are refused");
        }
        return engine.stalled().map(stage -> stage + " stands still; the log says where");
    }

    private AdminServer startAdmin() throws IOException {
        DatabaseWatch watch = parts.add(new DatabaseWatch(database::access));
        watch.start();
        return parts.add(AdminServer.start(
                configuration.admin(),
                metrics,
                lifecycle,
                () -> Health.of(
                        engine,
                        bytes,
                        watch.access(),
                        new Health.Letters(deadLetters.pending(), deadLetters.poison()),
                        journal.map(FileMessageLog::state))));
    }

    private HttpServer startHttp(EventLoops loops) throws IOException {
        MessageEndpoint messages = new MessageEndpoint(
                gate, configuration.ingestTimeout(), configuration.engine().commitTimeout());
        return HttpServer.start(
                loops,
                configuration.http(),
                Router.of(Route.post(MessageEndpoint.PATH, messages)),
                metrics.http(),
                bytes);
    }

    private Gauges gauges() {
        return new Gauges(
                engine::queueDepth,
                engine::queueCapacity,
                bytes::used,
                bytes::capacity,
                engine::activeCalls,
                () -> engine.breakerState().ordinal(),
                deadLetters::pending,
                engine::stalls,
                engine::outOfSlots,
                () -> journal.map(j -> j.state().fsyncFailures()).orElse(0L),
                () -> journal.map(j -> j.state().bytes()).orElse(0L),
                http::connections,
                Map.of(
                        "active", () -> database.pool().active(),
                        "idle", () -> database.pool().idle(),
                        "waiting", () -> database.pool().waiting()));
    }

    Database database() {
        return database;
    }

    PartitionMaker partitions() {
        return partitions;
    }

    FileDeadLetters deadLetters() {
        return deadLetters;
    }

    Optional<FileMessageLog> journal() {
        return journal;
    }

    DeadLetterReplayer replayer() {
        return replayer;
    }

    HttpNlpClient nlp() {
        return nlp;
    }

    Engine engine() {
        return engine;
    }

    Gate gate() {
        return gate;
    }

    Lifecycle lifecycle() {
        return lifecycle;
    }

    AdminServer admin() {
        return admin;
    }

    HttpServer http() {
        return http;
    }

    @Override
    public void close() throws IOException {
        parts.close();
    }
}
