package dev.chatanalytics.ops.admin;

import dev.chatanalytics.engine.Engine;
import dev.chatanalytics.engine.EngineState;
import dev.chatanalytics.engine.admission.ByteBudget;
import dev.chatanalytics.engine.admission.LogPace;
import dev.chatanalytics.persistence.database.Access;
import dev.chatanalytics.persistence.journal.JournalState;
import dev.chatanalytics.transport.http.Json;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * How the service and what it needs are doing, at one moment.
 *
 * @param database what it said when last asked
 * @param queue what is accepted and not yet safe
 * @param commits how long the journal takes
 * @param journal how the journal is, when there is one
 */
public record Health(
        Access database,
        String breaker,
        EngineState engine,
        Queue queue,
        Letters deadLetters,
        Commits commits,
        Optional<JournalState> journal) {

    /** Messages, and the heap that is held for them. */
    public record Queue(int depth, int capacity, long bytes, long maxBytes) {}

    /**
     * Commits of the journal.
     *
     * @param millis that the last one took, or the one under way has taken
     * @param slow whether that is so long that messages are refused
     */
    public record Commits(long millis, boolean slow) {}

    /**
     * Messages kept on disk.
     *
     * @param waiting for the database
     * @param poison which the database refused, and which wait for an operator
     */
    public record Letters(long waiting, long poison) {}

    public static Health of(
            Engine engine, ByteBudget bytes, Access database, Letters deadLetters, Optional<JournalState> journal) {
        LogPace pace = engine.logPace();
        return new Health(
                database,
                Lifecycle.lower(engine.breakerState()),
                engine.state(),
                new Queue(engine.queueDepth(), engine.queueCapacity(), bytes.used(), bytes.capacity()),
                deadLetters,
                new Commits(TimeUnit.NANOSECONDS.toMillis(pace.commitNanos()), pace.isTooSlow()),
                journal);
    }

    /** An open breaker, waiting dead letters or a full disk are faults of others that the service copes with. */
    boolean isUp() {
        return database == Access.WRITABLE && engine != EngineState.FAILED;
    }

    String json() {
        return String.format(
                Locale.ROOT,
                """
                {"status":%s,"database":%s,"breaker":%s,"engine":%s,\
                "ring":{"depth":%d,"capacity":%d,"bytes":%d,"max_bytes":%d},"dead_letters":{"waiting":%d,"poison":%d},"durability":%s}
                """,
                Json.quote(isUp() ? "up" : "down"),
                Json.quote(database.label()),
                Json.quote(breaker),
                Json.quote(Lifecycle.lower(engine)),
                queue.depth(),
                queue.capacity(),
                queue.bytes(),
                queue.maxBytes(),
                deadLetters.waiting(),
                deadLetters.poison(),
                journal.map(this::json).orElse("{\"mode\":\"memory\"}"));
    }

    private String json(JournalState journal) {
        return String.format(
                Locale.ROOT,
                "{\"mode\":\"journal\",\"bytes\":%d,\"segments\":%d,\"fsync_failures\":%d,\"commit_ms\":%d,\"slow\":%b,\"fault\":%s}",
                journal.bytes(),
                journal.segments(),
                journal.fsyncFailures(),
                commits.millis(),
                commits.slow(),
                journal.fault() == null ? "null" : Json.quote(journal.fault()));
    }
}
