package dev.chatanalytics.persistence.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.chatanalytics.engine.message.AnalyzedMessage;
import dev.chatanalytics.engine.port.StoreException;
import dev.chatanalytics.engine.port.StoreException.Kind;
import dev.chatanalytics.engine.runtime.TimerWheel;
import dev.chatanalytics.persistence.database.Access;
import dev.chatanalytics.persistence.database.Database;
import dev.chatanalytics.persistence.testing.Messages;
import dev.chatanalytics.persistence.testing.TestDatabase;
import dev.chatanalytics.persistence.testing.TestServer;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server that accepts connections and says nothing, and one that is gone: it has a server of its own to do that to. */
class FrozenServerIT {

    private static TestServer server;

    private final List<AnalyzedMessage> batch = Messages.batch(100);
    private TestDatabase table;
    private TimerWheel timers;
    private Database database;
    private CopyMessageStore store;

    @BeforeAll
    static void start() {
        server = TestServer.start();
    }

    @AfterAll
    static void stop() throws IOException {
        server.stop();
    }

    @BeforeEach
    void open() throws SQLException {
        table = server.newDatabase();
        timers = new TimerWheel("timer-test");
        database = new Database(table.options(Duration.ofMillis(200)), timers);
        database.migrate();
        table.makePartitions();
        store = new CopyMessageStore(database);
        List<AnalyzedMessage> first = Messages.batch(1);
        await("a first row").until(() -> isStored(first));
    }

    @AfterEach
    void close() {
        server.thaw();
        database.close();
        timers.close();
    }

    private boolean isStored(List<AnalyzedMessage> rows) {
        try {
            store.store(rows);
            return true;
        } catch (StoreException e) {
            assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE);
            return false;
        }
    }

    @Test
    void shouldFailInTimeWhileTheServerIsFrozenAndGoOnAfterwards() {
        server.freeze();
        for (int attempt = 0; attempt < 3; attempt++) {
            StoreException e = catchThrowableOfType(StoreException.class, () -> store.store(batch));
            assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE);
        }
        assertThat(database.access(Duration.ofMillis(200))).isEqualTo(Access.NONE);
        server.thaw();
        await("stored").atMost(Duration.ofSeconds(30)).until(() -> isStored(batch));
        assertThat(table.count()).isEqualTo(101);
    }
}
