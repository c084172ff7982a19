package dev.chatanalytics.ops.config;

import dev.chatanalytics.engine.EngineOptions;

/** Rules about several keys together. Stateless. */
final class CrossChecks {

    /** Requests that are being received may hold a quarter of {@code ring.max-bytes}. */
    private static final int RECEIVING_PART = 4;

    /** The largest ones; nearly all are a hundredth of that. */
    private static final int BODIES_A_LOOP = 2;

    private static final int ANSWERS = 100;

    /** G1 keeps a tenth of the heap free, as room to copy to. */
    private static final int COLLECTOR_PART = 10;

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
        bytes(values, c);
        values.require(
                c.http().port() == 0 || c.http().port() != c.admin().port(),
                "admin.port",
                "another port than http.port",
                "http.port");
    }

    /** What the heap cannot hold would end the process under load, so it does not start. @param heap of Java, in bytes */
    static void heap(Values values, Configuration c, long heap) {
        HeapNeed need = HeapNeed.of(c);
        long collector = heap / COLLECTOR_PART;
        long room = heap - collector - need.bytes();
        String rest = HeapNeed.mebibytes(heap) + " of -Xmx, besides " + HeapNeed.mebibytes(collector)
                + " for the collector, " + need.parts();
        values.require(
                c.maxBytes() <= room,
                "ring.max-bytes",
                room > 0
                        ? "at most " + (room >> 20) + "MiB, what is left of " + rest
                        : "a larger heap, since nothing is left of " + rest,
                "persist.writers",
                "http.max-connections",
                "nlp.max-connections",
                "ring.size");
    }

    private static void bytes(Values values, Configuration c) {
        heap(values, c, Runtime.getRuntime().maxMemory());
        long least = (long) RECEIVING_PART * BODIES_A_LOOP * c.http().maxBodyBytes() * c.eventLoops();
        values.require(
                c.maxBytes() >= least,
                "ring.max-bytes",
                "at least " + HeapNeed.mebibytes(least) + ", so that each of http.event-loops, " + c.eventLoops()
                        + ", can receive some bodies at once",
                "http.event-loops");
        values.require(
                c.nlp().maxAnswerBytes() <= c.maxBytes() / ANSWERS,
                "nlp.max-answer",
                "at most " + c.maxBytes() / ANSWERS + "B, 1 % of ring.max-bytes, so that many calls can be under way",
                "ring.max-bytes");
    }

    private static int usable(EngineOptions.Ring ring) {
        return (int) Math.floor(ring.size() * (1 - ring.rejectBelow()));
    }
}
