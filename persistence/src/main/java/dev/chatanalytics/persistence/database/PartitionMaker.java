package dev.chatanalytics.persistence.database;

import dev.chatanalytics.engine.runtime.NamedThreads;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the partitions made before they are needed, on a thread of its own: every hour, or every half minute while that
 * fails. Start and close belong to one owner.
 */
public final class PartitionMaker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PartitionMaker.class);
    private static final Duration INTERVAL = Duration.ofHours(1);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(30);

    private final Database database;
    private final Duration maxAge;
    private volatile Set<String> reported = Set.of();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = NamedThreads.create("db-partitions", this::run);

    /** @param maxAge of the oldest messages that are taken */
    public PartitionMaker(Database database, Duration maxAge) {
        this.database = database;
        this.maxAge = maxAge;
    }

    /**
     * Makes them on the caller's thread, now. What cannot be made, ahead or for a week that has been detached, is logged and
     * holds up nothing.
     *
     * @return whether all that can be made are there
     * @throws SQLException when the one for messages of now is not there, but may be after another try
     */
    public boolean makeNow() throws SQLException {
        Instant now = Instant.now();
        MadePartitions made;
        try (Connection connection = database.connect()) {
            made = Partitions.makeAround(connection, now, maxAge);
        }
        report(made);
        SQLException today = made.failed().get(Week.of(now).table());
        if (today != null) {
            throw today;
        }
        return made.failed().isEmpty();
    }

    private void report(MadePartitions made) {
        Set<String> impossible = made.impossible().keySet();
        if (!impossible.equals(reported)) {
            made.impossible()
                    .forEach((table, why) -> LOG.warn(
                            "Partition {} cannot be made; unless another one takes them, messages of that week are not stored: {}",
                            table,
                            why));
            reported = Set.copyOf(impossible);
        }
        made.failed()
                .forEach((table, why) ->
                        LOG.warn("Partition {} is not made yet, trying again: {}", table, SqlStates.reason(why)));
    }

    /** Begins. A second call throws. */
    public void start() {
        thread.start();
    }

    private void run() {
        boolean stop = false;
        while (!stop) {
            Duration pause = makeOrReport() ? INTERVAL : AFTER_FAILURE;
            try {
                stop = closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                stop = true; // nobody but a stopping process interrupts it
            }
        }
    }

    private boolean makeOrReport() {
        try {
            return makeNow();
        } catch (SQLException | RuntimeException e) {
            LOG.warn(
                    "Partitions could not be made ahead, trying again in {} s: {}",
                    AFTER_FAILURE.toSeconds(),
                    e.getMessage());
            return false;
        }
    }

    /** Ends the thread, after the statement it is at. A second call does nothing. */
    @Override
    public void close() {
        closed.countDown();
        NamedThreads.join(thread);
    }
}
