package dev.chatanalytics.persistence.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.chatanalytics.engine.message.AnalyzedMessage;
import dev.chatanalytics.engine.port.StoreException;
import dev.chatanalytics.engine.runtime.TimerWheel;
import dev.chatanalytics.engine.store.BatchSplitter;
import dev.chatanalytics.persistence.database.Database;
import dev.chatanalytics.persistence.testing.Messages;
import dev.chatanalytics.persistence.testing.TestDatabase;
import dev.chatanalytics.persistence.testing.TestServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages of a week that somebody keeps out of the table. */
class DetachedWeekIT {

    private static final long LAST_WEEK = Messages.NOW - TimeUnit.DAYS.toMicros(7);

    private final TestDatabase table =
            TestServer.shared().newDatabase().migrate().makePartitions(Duration.ofDays(7));
    private final TimerWheel timers = new TimerWheel("timer-test");
    private Database database;
    private BatchSplitter store;

    @BeforeEach
    void open() {
        table.run("ALTER TABLE messages DETACH PARTITION messages_2026_11_16");
        database = new Database(table.options(), timers);
        store = new BatchSplitter(new CopyMessageStore(database));
    }

    @AfterEach
    void close() {
        database.close();
        timers.close();
    }

    private static AnalyzedMessage late(String id) {
        return Messages.message(id, "of last week", LAST_WEEK);
    }

    @Test
    void shouldPutAsideAMessageOfADetachedWeekAloneAndSayWhy() throws StoreException {
        List<AnalyzedMessage> batch = new ArrayList<>(Messages.batch(20));
        batch.add(7, late("late"));

        BatchSplitter.Stored stored = store.store(batch);

        assertThat(table.count()).isEqualTo(20);
        assertThat(stored.poison()).extracting(BatchSplitter.Poison::message).containsExactly(batch.get(7));
        assertThat(stored.poison().get(0).reason()).contains("messages_2026_11_16", "not attached");
    }

    @Test
    void shouldTakeManyMessagesOfADetachedWeekForAFaultOfTheStore() throws StoreException {
        List<AnalyzedMessage> batch = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            batch.add(late("late-" + i));
        }

        StoreException e = catchThrowableOfType(StoreException.class, () -> store.store(batch));
        assertThat(e.kind()).as("they wait").isEqualTo(StoreException.Kind.UNAVAILABLE);

        table.run("ALTER TABLE messages ATTACH PARTITION messages_2026_11_16"
                + " FOR VALUES FROM ('2026-11-16Z') TO ('2026-11-23Z')");
        assertThat(store.store(batch).poison()).isEmpty();
        assertThat(table.count()).isEqualTo(20);
    }
}
