package dev.chatanalytics.ops.admin;

import dev.chatanalytics.engine.Engine;
import dev.chatanalytics.engine.EngineState;
import dev.chatanalytics.transport.http.Json;

/**
 * How the service and what it needs are doing, at one moment.
 *
 * @param databaseReachable whether it answered when last asked
 * @param deadLettersPending messages on disk that wait for it
 * @param durability what a 202 promises
 */
public record Health(
        boolean databaseReachable,
        String breaker,
        EngineState engine,
        int ringDepth,
        int ringCapacity,
        long deadLettersPending,
        String durability) {

    public static Health of(Engine engine, boolean databaseReachable, long deadLettersPending) {
        return new Health(
                databaseReachable,
                Lifecycle.lower(engine.breakerState()),
                engine.state(),
                engine.queueDepth(),
                engine.queueCapacity(),
                deadLettersPending,
                "memory");
    }

    /** An open breaker or waiting dead letters are faults of others that the service copes with. */
    boolean isUp() {
        return databaseReachable && engine != EngineState.FAILED;
    }

    String json() {
        return """
                {"status":%s,"database":%s,"breaker":%s,"engine":%s,\
                "ring":{"depth":%d,"capacity":%d},"dead_letters_pending":%d,"durability":%s}
                """.formatted(
                        Json.quote(isUp() ? "up" : "down"),
                        Json.quote(databaseReachable ? "reachable" : "unreachable"),
                        Json.quote(breaker),
                        Json.quote(Lifecycle.lower(engine)),
                        ringDepth,
                        ringCapacity,
                        deadLettersPending,
                        Json.quote(durability));
    }
}
