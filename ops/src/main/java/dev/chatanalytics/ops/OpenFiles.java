package dev.chatanalytics.ops;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.chatanalytics.engine.EngineOptions;
import dev.chatanalytics.ops.config.Configuration;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shares out the files that this process may have open, when they are fewer than all connections together would need: else
 * those to the NLP API would take them all, and chatbots, journal and database would find none. Stateless.
 */
final class OpenFiles {

    private static final Logger LOG = LoggerFactory.getLogger(OpenFiles.class);

    /** Libraries, journal, dead letters and log, with room to spare. */
    private static final int FILES = 128;

    /** Probes and scrapes. */
    private static final int ADMIN = 32;

    /** More than a service at work has open. */
    private static final int DATABASE = 32;

    private static final int LEAST = 64;

    /** The part that calls of the NLP API get; chatbots get the others. */
    private static final int NLP_PART = 3;

    private OpenFiles() {}

    /** As the operating system has it: the soft limit, which Java has raised to the hard one. */
    static long limit() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount()
                : Long.MAX_VALUE;
    }

    /**
     * The configuration, with fewer connections and calls where they do not fit.
     *
     * @throws IOException when there is not even room for a few
     */
    static Configuration fit(Configuration c, long limit) throws IOException {
        long others = FILES + ADMIN + Math.min(DATABASE, c.database().poolSize());
        long wanted = (long) c.http().maxConnections() + c.nlp().maxConnections();
        long room = limit - others;
        if (wanted <= room) {
            return c;
        }
        if (room < LEAST) {
            throw new IOException("open files: " + limit + " (expected at least " + (others + LEAST)
                    + "; raise the limit: ulimit -n, LimitNOFILE=, or --ulimit nofile)");
        }
        int nlp = (int) Math.min(c.nlp().maxConnections(), room / NLP_PART);
        int http = (int) Math.min(c.http().maxConnections(), room - nlp);
        LOG.warn(
                "Open files are limited to {}, too few for http.max-connections {} and nlp.max-connections {}: chatbots get"
                        + " {}, the NLP API {} (ulimit -n, LimitNOFILE=; {} would do)",
                limit,
                c.http().maxConnections(),
                c.nlp().maxConnections(),
                http,
                nlp,
                wanted + others);
        return with(c, http, nlp);
    }

    private static Configuration with(Configuration c, int http, int nlp) {
        EngineOptions engine = c.engine();
        return new Configuration(
                c.http().withMaxConnections(http),
                c.eventLoops(),
                c.ingestTimeout(),
                c.admin(),
                new EngineOptions(
                        engine.ring(),
                        engine.rules(),
                        engine.nlp().withConcurrency(Math.min(engine.nlp().concurrency(), nlp)),
                        engine.breaker(),
                        engine.persist(),
                        engine.commitTimeout()),
                c.maxBytes(),
                c.nlp().withMaxConnections(nlp),
                c.nlpHeaders(),
                c.database(),
                c.deadLetters(),
                c.journal(),
                c.rehearsal(),
                c.drainTimeout(),
                c.logFormat());
    }
}
