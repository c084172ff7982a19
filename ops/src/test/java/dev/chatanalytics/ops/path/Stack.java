package dev.chatanalytics.ops.path;

import dev.chatanalytics.ops.sandbox.Knob;
import dev.chatanalytics.ops.sandbox.NlpSandbox;
import dev.chatanalytics.ops.sandbox.SandboxBehaviour;
import dev.chatanalytics.ops.sandbox.SandboxOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Real parts for a test class: one PostgreSQL and one NLP API with canned answers for all its tests, and for each test an
 * empty table, an API without faults, and services that are closed afterwards, with the laws checked.
 */
final class Stack implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {

    private static final double FAST_MS = 10;

    /** Far behind every time-out: a late answer would be used. */
    private static final double SLOW_MS = 30_000;

    private final AtomicInteger services = new AtomicInteger();
    private Path dir;
    private TestDatabase database;
    private NlpSandbox nlp;
    private RunningService service;
    private Chatbots bots;

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        dir = Files.createTempDirectory(Path.of("target"), "stack");
        database = new TestDatabase(dir.resolve("postgres"));
        nlp = NlpSandbox.start(SandboxOptions.DEFAULT.withCannedAnswers().with(behaviour()));
    }

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        database.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
        nlp.behave(behaviour());
        service = null;
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        try (RunningService last = service) {
            if (last != null && context.getExecutionException().isEmpty()) {
                Laws.check(last, database, bots);
            }
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        nlp.close();
        database.close();
    }

    private static SandboxBehaviour behaviour() {
        return SandboxBehaviour.DEFAULT.with(Knob.LATENCY_MS, FAST_MS).with(Knob.SLOW_LATENCY_MS, SLOW_MS);
    }

    /** Starts the service of this test, with chatbots that send to it. */
    RunningService start(Map<String, String> settings) throws Exception {
        service = startAnother(settings);
        bots = new Chatbots(service.port());
        return service;
    }

    /** A service with a directory of its own; the test closes it. */
    RunningService startAnother(Map<String, String> settings) throws Exception {
        return RunningService.start(
                database, nlp.url(), dir.resolve("service-" + services.getAndIncrement()), settings);
    }

    /** One that several services of a test may share, one after the other. */
    String directory(String name) {
        return dir.resolve(services.get() + "-" + name).toString();
    }

    /** Turns one knob of the API; the others stand as they are without faults. */
    void nlp(Knob knob, double value) {
        nlp.behave(behaviour().with(knob, value));
    }

    String nlpUrl() {
        return nlp.url();
    }

    TestDatabase database() {
        return database;
    }

    Chatbots bots() {
        return bots;
    }
}
