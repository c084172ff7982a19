package dev.chatanalytics.ops.config;

import dev.chatanalytics.engine.EngineOptions;

/** Rules about several keys together. Stateless. */
final class CrossChecks {

    private CrossChecks() {}

    static void look(Values values, Configuration c) {
        EngineOptions.Nlp nlp = c.engine().nlp();
        int usable = usable(c.engine().ring());
        values.require(
                nlp.concurrency() <= usable,
                "nlp.concurrency",
                "at most " + usable + ", the slots that ring.size and ring.reject-below let fill",
                "ring.size",
                "ring.reject-below");
        values.require(
                c.nlp().maxConnections() >= nlp.concurrency(),
                "nlp.max-connections",
                "at least nlp.concurrency, " + nlp.concurrency() + ", since each call needs a connection of its own",
                "nlp.concurrency");
        values.require(
                c.engine().persist().batchRows() <= usable,
                "persist.batch-rows",
                "at most " + usable + ", the slots that ring.size and ring.reject-below let fill",
                "ring.size",
                "ring.reject-below");
        values.require(
                c.database().poolSize() > c.engine().persist().writers(),
                "database.pool-size",
                "more than persist.writers, " + c.engine().persist().writers()
                        + ", so that a replay does not take a writer's connection",
                "persist.writers");
        values.require(
                c.http().port() == 0 || c.http().port() != c.admin().port(),
                "admin.port",
                "another port than http.port",
                "http.port");
    }

    private static int usable(EngineOptions.Ring ring) {
        return (int) Math.floor(ring.size() * (1 - ring.rejectBelow()));
    }
}
