package dev.chatanalytics.persistence.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.chatanalytics.engine.admission.ByteBudget;
import dev.chatanalytics.engine.message.AnalyzedMessage;
import dev.chatanalytics.engine.port.DeadLetters.Kind;
import dev.chatanalytics.engine.port.StoreException;
import dev.chatanalytics.engine.runtime.TimerWheel;
import dev.chatanalytics.persistence.copy.CopyMessageStore;
import dev.chatanalytics.persistence.database.Database;
import dev.chatanalytics.persistence.testing.FaultyNetwork;
import dev.chatanalytics.persistence.testing.Messages;
import dev.chatanalytics.persistence.testing.TestDatabase;
import dev.chatanalytics.persistence.testing.TestServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From an outage to the table, over a real network and a real server. */
class ReplayIT {

    @TempDir
    private Path dir;

    @Test
    void shouldBringEveryLetterToTheTableOnceAndPoisonToItsFile() throws Exception {
        TestDatabase table = TestServer.shared().newDatabase().migrate().makePartitions();
        List<AnalyzedMessage> batch = new ArrayList<>(Messages.batch(900));
        batch.add(333, Messages.message(Messages.POISON_TEXT));
        try (TimerWheel timers = new TimerWheel("timer-test");
                FaultyNetwork network = new FaultyNetwork(table.server().port());
                Database database = new Database(table.optionsAt(network.port(), Duration.ofMillis(300)), timers);
                FileDeadLetters letters = FileDeadLetters.open(new DeadLetterOptions(dir, 1 << 24));
                DeadLetterReplayer replayer = new DeadLetterReplayer(
                        letters, new CopyMessageStore(database), new ByteBudget(1 << 24), database::close)) {
            CopyMessageStore store = new CopyMessageStore(database);
            await("a part that is stored already")
                    .ignoreExceptionsInstanceOf(StoreException.class)
                    .until(() -> store.store(batch.subList(0, 100)) >= 0);
            network.blackHole(true);
            assertThatThrownBy(() -> store.store(batch)).isInstanceOf(StoreException.class);
            letters.keep(Kind.WAITING, batch, "away", 2);
            replayer.start();
            network.blackHole(false);
            await("replayed").atMost(Duration.ofSeconds(30)).until(() -> letters.pending() == 0);
            assertThat(table.count()).isEqualTo(900);
            assertThat(letters.poison()).isEqualTo(1);
        }
    }
}
