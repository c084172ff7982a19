package dev.chatanalytics.ops.sandbox;

import dev.chatanalytics.engine.admission.ByteBudget;
import dev.chatanalytics.transport.http.EventLoops;
import dev.chatanalytics.transport.http.HttpAnswer;
import dev.chatanalytics.transport.http.HttpMetrics;
import dev.chatanalytics.transport.http.HttpServer;
import dev.chatanalytics.transport.http.HttpServerOptions;
import dev.chatanalytics.transport.http.Route;
import dev.chatanalytics.transport.http.Router;
import dev.chatanalytics.transport.http.Status;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The local NLP API. Thread-safe; {@link #close} blocks.
 *
 * <p>Whoever started it closes it, which ends its threads: event loops {@code sandbox-N} and, unless its answers are
 * canned, {@code sandbox-nlp-N}.
 */
public final class NlpSandbox implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(NlpSandbox.class);
    private static final String PATH = "/v1/analyze";
    private static final int MAX_CONNECTIONS = 20_000;

    /** The longest text that the service takes, with every character escaped, and some room. */
    private static final int MAX_BODY_BYTES = 128 * 1024;

    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);

    /** Longer than clients keep theirs, so that it is never we who close under a call. */
    private static final Duration IDLE_TIMEOUT = Duration.ofMinutes(10);

    private final AtomicReference<FaultPlan> plan;
    private final SandboxStats stats = new SandboxStats();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final SandboxOptions options;
    private final AnswerSource source;
    private final EventLoops loops;
    private final HttpServer server;

    private NlpSandbox(SandboxOptions options, AnswerSource source, EventLoops loops) throws IOException {
        this.options = options;
        this.source = source;
        this.loops = loops;
        plan = new AtomicReference<>(new FaultPlan(options.behaviour()));
        server = HttpServer.start(
                loops, serverOptions(options), routes(), HttpMetrics.NONE, new ByteBudget(Long.MAX_VALUE));
    }

    /**
     * Loads the models, which takes about a second unless answers are canned, and listens.
     *
     * @throws IOException when the address cannot be had
     */
    public static NlpSandbox start(SandboxOptions options) throws IOException {
        AnswerSource source = options.canned() ? new CannedAnswers() : new AnalysisPool(options.threads());
        EventLoops loops = EventLoops.start(options.threads(), "sandbox");
        try {
            return new NlpSandbox(options, source, loops);
        } catch (IOException | RuntimeException | Error e) {
            try (loops;
                    source) {
                throw e;
            }
        }
    }

    /** Where it listens. */
    public int port() {
        return server.port();
    }

    /** What to give the service as {@code nlp.url}. */
    public String url() {
        return "http://" + options.host() + ":" + port() + PATH;
    }

    /** Behaves like this from now on. Calls that have arrived already are answered as it was drawn for them. */
    public void behave(SandboxBehaviour behaviour) {
        plan.set(new FaultPlan(behaviour));
    }

    /** How it behaves now. */
    public SandboxBehaviour behaviour() {
        return plan.get().behaviour();
    }

    /** What {@code GET /stats} answers: calls, those in flight, and how many had which outcome. */
    public String statsJson() {
        return stats.toJson();
    }

    /** Drops the calls that are waiting, after 2 s at most, and ends the threads. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            try (loops;
                    source;
                    server) {
                LOG.info("NLP sandbox on port {} stops: {}", port(), statsJson());
            }
        }
    }

    private Router routes() {
        BehaviourEndpoint behaviour = new BehaviourEndpoint(plan);
        return Router.of(
                Route.post(PATH, new AnalyzeEndpoint(plan, source, stats)),
                Route.get("/behaviour", behaviour::show),
                Route.put("/behaviour", behaviour::replace),
                new Route("PATCH", "/behaviour", behaviour::change),
                Route.get("/stats", exchange -> exchange.respond(HttpAnswer.json(Status.OK, statsJson()))));
    }

    private static HttpServerOptions serverOptions(SandboxOptions options) {
        return new HttpServerOptions(
                options.host(), options.port(), MAX_CONNECTIONS, MAX_BODY_BYTES, REQUEST_TIMEOUT, IDLE_TIMEOUT);
    }
}
