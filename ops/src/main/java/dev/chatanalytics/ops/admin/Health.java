package dev.chatanalytics.ops.admin;

import dev.chatanalytics.engine.Engine;
import dev.chatanalytics.engine.EngineState;
import dev.chatanalytics.persistence.journal.JournalState;
import dev.chatanalytics.transport.http.Json;
import java.util.Optional;

/**
 * How the service and what it needs are doing, at one moment.
 *
 * @param databaseReachable whether it answered when last asked
 * @param journal how the journal is, when there is one
 */
public record Health(
        boolean databaseReachable,
        String breaker,
        EngineState engine,
        int ringDepth,
        int ringCapacity,
        Letters deadLetters,
        Optional<JournalState> journal) {

    /**
     * Messages kept on disk.
     *
     * @param waiting for the database
     * @param poison which the database refused, and which wait for an operator
     */
    public record Letters(long waiting, long poison) {}

    public static Health of(
            Engine engine, boolean databaseReachable, Letters deadLetters, Optional<JournalState> journal) {
        return new Health(
                databaseReachable,
                Lifecycle.lower(engine.breakerState()),
                engine.state(),
                engine.queueDepth(),
                engine.queueCapacity(),
                deadLetters,
                journal);
    }

    /** An open breaker, waiting dead letters or a full disk are faults of others that the service copes with. */
    boolean isUp() {
        return databaseReachable && engine != EngineState.FAILED;
    }

    String json() {
        return """
                {"status":%s,"database":%s,"breaker":%s,"engine":%s,\
                "ring":{"depth":%d,"capacity":%d},"dead_letters":{"waiting":%d,"poison":%d},"durability":%s}
                """.formatted(
                        Json.quote(isUp() ? "up" : "down"),
                        Json.quote(databaseReachable ? "reachable" : "unreachable"),
                        Json.quote(breaker),
                        Json.quote(Lifecycle.lower(engine)),
                        ringDepth,
                        ringCapacity,
                        deadLetters.waiting(),
                        deadLetters.poison(),
                        journal.map(Health::json).orElse("{\"mode\":\"memory\"}"));
    }

    private static String json(JournalState journal) {
        return "{\"mode\":\"journal\",\"bytes\":%d,\"segments\":%d,\"fsync_failures\":%d,\"fault\":%s}"
                .formatted(
                        journal.bytes(),
                        journal.segments(),
                        journal.fsyncFailures(),
                        journal.fault() == null ? "null" : Json.quote(journal.fault()));
    }
}
