package dev.chatanalytics.persistence.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.chatanalytics.engine.message.AnalyzedMessage;
import dev.chatanalytics.engine.port.StoreException;
import dev.chatanalytics.engine.runtime.TimerWheel;
import dev.chatanalytics.engine.store.BatchSplitter;
import dev.chatanalytics.persistence.database.Database;
import dev.chatanalytics.persistence.database.DatabaseOptions;
import dev.chatanalytics.persistence.testing.Messages;
import dev.chatanalytics.persistence.testing.TestDatabase;
import dev.chatanalytics.persistence.testing.TestServer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the owner of the table may change, and what becomes of messages when a change refuses them. */
class OwnerChangesIT {

    private final TestDatabase table =
            TestServer.shared().newDatabase().migrate().makePartitions();
    private final TimerWheel timers = new TimerWheel("timer-test");
    private Database database;
    private CopyMessageStore store;

    @BeforeEach
    void open() {
        database = new Database(table.options(), timers);
        store = new CopyMessageStore(database);
    }

    @AfterEach
    void close() {
        database.close();
        timers.close();
    }

    /** In a week that has a partition, and in one that has none. */
    private void assertStores() throws StoreException {
        long before = table.count();
        List<AnalyzedMessage> batch = Messages.batch(50);
        assertThat(store.store(batch)).isZero();
        assertThat(store.store(batch)).as("duplicates").isEqualTo(50);
        assertThat(store.store(Messages.batch(50))).isZero();
        String id = "of-spring-" + before;
        assertThat(store.store(List.of(Messages.message(id, "t", Messages.NOW - TimeUnit.DAYS.toMicros(200)))))
                .isZero();
        assertThat(table.count()).isEqualTo(before + 101);
        assertThat(table.ask("SELECT count(*) FROM messages WHERE abs(sentiment_score - 0.87) > 0.001"))
                .containsExactly("0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE messages ALTER sentiment_score TYPE double precision",
                "ALTER TABLE messages ALTER sentiment_score TYPE numeric",
                "ALTER TABLE messages ALTER nlp_status TYPE varchar(40)",
                "ALTER TABLE messages ALTER nlp TYPE json",
                "ALTER TABLE messages ADD note text",
                "ALTER TABLE messages ADD tenant text NOT NULL DEFAULT 'us'",
                "ALTER TABLE messages ADD chars int GENERATED ALWAYS AS (length(text)) STORED",
                "ALTER TABLE messages ADD number bigint GENERATED ALWAYS AS IDENTITY",
                "CREATE INDEX ON messages (language, sent_at); CREATE INDEX ON messages USING gin (nlp)",
                "ALTER TABLE messages ADD CONSTRAINT short CHECK (length(text) < 9000)"
            })
    void shouldStoreAfterItsOwnerChangedTheTable(String change) throws StoreException {
        table.run(change);
        assertStores();
    }

    @Test
    void shouldStoreWhenTheTableChangesWhileConnectionsAreInUse() throws StoreException {
        assertStores();
        table.run("ALTER TABLE messages ALTER sentiment_score TYPE double precision, ADD note text");
        store.store(Messages.batch(10));
        assertThat(table.count()).isEqualTo(111);
    }

    @Test
    void shouldKeepAnswersWhereTheyHaveBecomeText() throws StoreException {
        table.run("ALTER TABLE messages ALTER nlp TYPE text");
        try (Database after = new Database(table.options(), timers)) {
            new CopyMessageStore(after).store(Messages.batch(20));
        }
        assertThat(table.ask("SELECT count(*) FROM messages WHERE nlp LIKE '{%' AND nlp::jsonb IS NOT NULL"))
                .containsExactly("20");
    }

    @Test
    void shouldFindTheTableInTheSearchPathOfTheRole() throws StoreException {
        table.run("CREATE SCHEMA analytics; ALTER TABLE messages SET SCHEMA analytics");
        table.run("ALTER DATABASE " + table.name() + " SET search_path = analytics");
        assertStores();
    }

    @Test
    void shouldStoreWhereTheServerLooksAtEachRow() throws StoreException {
        String role = table.name() + "_secured";
        table.run("CREATE ROLE " + role + " LOGIN; GRANT INSERT, SELECT ON messages TO " + role
                + "; ALTER TABLE messages ENABLE ROW LEVEL SECURITY; CREATE POLICY all_bots ON messages TO " + role
                + " USING (true) WITH CHECK (bot_id <> 'forbidden')");
        DatabaseOptions secured = new DatabaseOptions(
                table.options().url().replace("user=postgres", "user=" + role), null, null, 4, Duration.ofSeconds(5));
        try (Database one = new Database(secured, timers)) {
            CopyMessageStore through = new CopyMessageStore(one);
            List<AnalyzedMessage> batch = Messages.batch(50);
            assertThat(through.store(batch)).isZero();
            assertThat(through.store(batch)).as("duplicates").isEqualTo(50);
        }
        assertThat(table.count()).isEqualTo(50);
    }

    @Test
    void shouldPutAsideARowThatHurtsAnotherUniqueIndexAndNotCallItADuplicate() throws StoreException {
        table.run("CREATE UNIQUE INDEX ON messages (text, sent_at)");
        store.store(List.of(Messages.message("first", "the same", Messages.NOW)));
        List<AnalyzedMessage> batch =
                List.of(Messages.message("second", "the same", Messages.NOW), Messages.message("fine"));

        BatchSplitter.Stored stored = new BatchSplitter(store).store(batch);

        assertThat(stored.duplicates()).isZero();
        assertThat(stored.poison()).extracting(BatchSplitter.Poison::message).containsExactly(batch.get(0));
        assertThat(table.count()).isEqualTo(2);
    }

    @Test
    void shouldTakeATriggerThatRefusesEverythingForAFaultOfTheStore() throws StoreException {
        BatchSplitter splitter = new BatchSplitter(store);
        table.run("CREATE FUNCTION no() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                + " RAISE integrity_constraint_violation USING MESSAGE = 'not today'; END $$;"
                + "CREATE TRIGGER no BEFORE INSERT ON messages FOR EACH ROW EXECUTE FUNCTION no()");
        int poison = 0;
        StoreException fault = null;
        for (int i = 0; fault == null && i < 100; i++) {
            try {
                poison += splitter.store(Messages.batch(1)).poison().size();
            } catch (StoreException e) {
                fault = e;
            }
        }
        assertThat(fault).hasMessageContaining("not today");
        assertThat(fault.kind()).as("they wait").isEqualTo(StoreException.Kind.UNAVAILABLE);
        assertThat(poison).isEqualTo(BatchSplitter.NEVER_SYSTEMIC);

        table.run("DROP TRIGGER no ON messages");
        assertThat(splitter.store(Messages.batch(1)).poison()).isEmpty();
    }

    @Test
    void shouldStoreOverTheConnectionsThatARoleMayHave() throws StoreException, SQLException {
        String role = table.name() + "_limited";
        table.run("CREATE ROLE " + role + " LOGIN CONNECTION LIMIT 1; GRANT INSERT, SELECT ON messages TO " + role
                + "; GRANT SELECT ON flyway_schema_history TO " + role);
        DatabaseOptions limited = new DatabaseOptions(
                table.options().url().replace("user=postgres", "user=" + role), null, null, 4, Duration.ofSeconds(5));
        try (Database one = new Database(limited, timers)) {
            CopyMessageStore through = new CopyMessageStore(one);
            for (int i = 0; i < 20; i++) {
                through.store(Messages.batch(5));
            }
            await("an idle connection").until(() -> one.pool().idle() == 1);
            one.migrate();
            one.connect().close();
            try (Database patient = one.patient(1)) {
                new CopyMessageStore(patient).store(Messages.batch(5));
            }
            await("the last one is free").ignoreExceptions().until(() -> through.store(Messages.batch(5)) == 0);
        }
        assertThat(table.count()).isEqualTo(110);
    }
}
