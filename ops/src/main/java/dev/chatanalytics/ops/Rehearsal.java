package dev.chatanalytics.ops;

import dev.chatanalytics.engine.Engine;
import dev.chatanalytics.engine.EngineOptions;
import dev.chatanalytics.engine.Ports;
import dev.chatanalytics.engine.admission.ByteBudget;
import dev.chatanalytics.engine.nlp.AnswerShape;
import dev.chatanalytics.engine.nlp.NlpCalls;
import dev.chatanalytics.engine.port.MessageLog;
import dev.chatanalytics.engine.port.MessageStore;
import dev.chatanalytics.engine.runtime.MonotonicClock;
import dev.chatanalytics.engine.runtime.TimerWheel;
import dev.chatanalytics.ops.config.Configuration;
import dev.chatanalytics.ops.metrics.ServiceMetrics;
import dev.chatanalytics.persistence.copy.RehearsalStore;
import dev.chatanalytics.persistence.database.Database;
import dev.chatanalytics.persistence.database.DatabaseOptions;
import dev.chatanalytics.persistence.journal.JournalOptions;
import dev.chatanalytics.transport.http.EventLoops;
import dev.chatanalytics.transport.http.HttpMetrics;
import dev.chatanalytics.transport.http.HttpServer;
import dev.chatanalytics.transport.http.HttpServerOptions;
import dev.chatanalytics.transport.http.Route;
import dev.chatanalytics.transport.http.Router;
import dev.chatanalytics.transport.ingest.MessageEndpoint;
import dev.chatanalytics.transport.nlp.HttpNlpClient;
import dev.chatanalytics.transport.nlp.HttpNlpClientOptions;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The whole way of a message, on parts that are thrown away: {@link Wiring} once more, with an NLP API of its own, and a
 * journal and a table that are gone afterwards. Used by one thread.
 *
 * <p>The parts are of the same classes as the real ones: Java compiles for the classes that it has seen.
 */
final class Rehearsal implements AutoCloseable {

    /** Messages on their way at once. */
    static final int BURST = RehearsalClient.CONNECTIONS;

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration LONGEST_WRITE = Duration.ofSeconds(1);
    private static final Duration LONGEST_END = Duration.ofSeconds(10);
    private static final Duration SOON = Duration.ofMillis(10);
    private static final int MAX_ANSWER_BYTES = 1 << 10;
    private static final EngineOptions.Breaker NEVER_OPEN =
            new EngineOptions.Breaker(1, PATIENCE, PATIENCE, 1, Integer.MAX_VALUE);
    private static final HttpServerOptions HERE =
            new HttpServerOptions("127.0.0.1", 0, 1_000, 64 << 10, PATIENCE, PATIENCE);

    private final Parts parts;
    private final Engine engine;
    private final RehearsalClient client;

    private Rehearsal(Configuration configuration, EventLoops loops, TimerWheel timers, Parts parts)
            throws IOException, InterruptedException {
        this.parts = parts;
        ByteBudget bytes = new ByteBudget(configuration.maxBytes());
        Database database = parts.add(new Database(impatient(configuration.database()), timers));
        MessageLog log = journal(configuration.journal());
        RehearsalApi answers = new RehearsalApi(timers);
        HttpServer api = parts.add(HttpServer.start(loops, HERE, answers, HttpMetrics.NONE, bytes));
        URI url = URI.create("http://127.0.0.1:" + api.port() + "/");
        HttpNlpClient nlp = parts.add(HttpNlpClient.start(
                loops, timers, new HttpNlpClientOptions(url, 2 * BURST, RehearsalApi.TIMEOUT, MAX_ANSWER_BYTES)));
        ServiceMetrics metrics = new ServiceMetrics();
        EngineOptions options = small(configuration.engine());
        NlpCalls calls = new NlpCalls(
                nlp, timers, options.nlp(), options.breaker(), bytes, metrics.engine(), new MonotonicClock());
        MessageStore store = new RehearsalStore(database);
        Ports ports = new Ports(calls, store, (kind, messages, why, n) -> {}, log, bytes, metrics.engine());
        engine = parts.add(Engine.start(options, ports, timers));
        Gate gate = new Gate(engine, metrics.engine());
        gate.open();
        Route route = Route.post(MessageEndpoint.PATH, new MessageEndpoint(gate, PATIENCE, PATIENCE));
        HttpServer server = parts.add(HttpServer.start(loops, HERE, Router.of(route), metrics.http(), bytes));
        client = parts.add(new RehearsalClient(server.port(), PATIENCE));
    }

    static Rehearsal start(Configuration configuration, EventLoops loops, TimerWheel timers)
            throws IOException, InterruptedException {
        Parts parts = new Parts();
        try {
            return new Rehearsal(configuration, loops, timers, parts);
        } catch (IOException | InterruptedException | RuntimeException e) {
            parts.closeAfter(e);
            throw e;
        }
    }

    private MessageLog journal(Optional<JournalOptions> real) throws IOException {
        return real.isEmpty()
                ? MessageLog.MEMORY
                : parts.add(RehearsalJournal.in(real.get().dir())).log();
    }

    /** Where there is no database, a write is to be over before the engine is closed, which would count it as lost. */
    private static DatabaseOptions impatient(DatabaseOptions real) {
        Duration least = Collections.min(List.of(real.writeTimeout(), LONGEST_WRITE));
        return new DatabaseOptions(real.url(), real.user(), real.password(), real.poolSize(), least);
    }

    private static EngineOptions small(EngineOptions options) {
        return new EngineOptions(
                new EngineOptions.Ring(
                        1024, options.ring().rejectBelow(), options.ring().waitStrategy()),
                options.rules(),
                new EngineOptions.Nlp(2 * BURST, 2, RehearsalApi.TIMEOUT, SOON, MAX_ANSWER_BYTES, AnswerShape.FLAT),
                NEVER_OPEN,
                options.persist(),
                PATIENCE);
    }

    /** Sends one message over each connection, and returns when all are answered. */
    void burst() throws IOException {
        client.burst();
    }

    /** Nothing of it is left. */
    @Override
    public void close() throws IOException {
        engine.drain(LONGEST_END);
        parts.close();
    }
}
