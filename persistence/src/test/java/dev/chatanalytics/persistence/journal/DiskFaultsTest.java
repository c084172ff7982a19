package dev.chatanalytics.persistence.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatanalytics.engine.message.Message;
import dev.chatanalytics.engine.port.MessageLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskFaultsTest {

    @TempDir
    private Path temp;

    private final Quiet quiet = new Quiet();
    private final FaultyFiles disk = new FaultyFiles();
    private final List<Message> before = JournalFolder.messages(5);
    private final List<Message> during = JournalFolder.messages(5);
    private final List<Message> after = JournalFolder.messages(5);
    private JournalFolder folder;
    private FileMessageLog log;

    @BeforeEach
    void open() throws IOException {
        folder = new JournalFolder(temp.resolve("journal"));
        log = folder.open(disk);
        JournalFolder.commit(log, before);
    }

    @AfterEach
    void close() throws IOException {
        log.close();
        quiet.close();
    }

    @Test
    void shouldCutAHalfWrittenBatchOffAndHeal() throws IOException {
        disk.bytesLeft = 100;
        assertThatThrownBy(() -> JournalFolder.commit(log, during))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("5 messages could not be made durable")
                .hasMessageContaining("000001-000001.journal")
                .hasMessageContaining("No space left on device");
        assertThat(log.state().healthy()).isFalse();
        assertThat(log.state().fault()).contains("No space left on device");
        disk.bytesLeft = Long.MAX_VALUE;
        JournalFolder.commit(log, after);
        assertThat(log.state().healthy()).isTrue();
        assertThat(folder.names()).containsExactly("000001-000001.journal");
        assertOnlyCommittedSurvive();
    }

    @Test
    void shouldTakeAnotherSegmentWhenTheBatchCannotBeCutOff() throws IOException {
        disk.bytesLeft = 100;
        disk.truncateFails = true;
        assertThatThrownBy(() -> JournalFolder.commit(log, during)).isInstanceOf(IOException.class);
        disk.bytesLeft = Long.MAX_VALUE;
        JournalFolder.commit(log, after);
        assertThat(folder.names()).containsExactly("000001-000001.suspect", "000001-000002.journal");
        assertCommittedSurvive();
    }

    @Test
    void shouldNeverTouchASegmentAgainWhoseFsyncFailed() throws IOException {
        disk.forceFails = true;
        assertThatThrownBy(() -> JournalFolder.commit(log, during))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("fsync failed");
        assertThat(log.state().fsyncFailures()).isEqualTo(1);
        assertThat(log.state().healthy()).isFalse();
        disk.forceFails = false;
        JournalFolder.commit(log, after);
        assertThat(disk.touchedAgain).isEmpty();
        assertThat(folder.names()).containsExactly("000001-000001.suspect", "000001-000002.journal");
        assertThat(log.state().healthy()).isTrue();
        assertThat(log.state().fsyncFailures()).isEqualTo(1);
    }

    @Test
    void shouldRecoverWhatWasCommittedBeforeAnFsyncFailed() throws IOException {
        disk.forceFails = true;
        assertThatThrownBy(() -> JournalFolder.commit(log, during)).isInstanceOf(IOException.class);
        disk.forceFails = false;
        JournalFolder.commit(log, after);
        assertCommittedSurvive();
    }

    @Test
    void shouldDeleteASuspectSegmentOnceItsMessagesAreReleased() throws IOException {
        disk.forceFails = true;
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> JournalFolder.commit(log, during)).isInstanceOf(IOException.class);
        }
        assertThat(log.state().fsyncFailures()).isEqualTo(3);
        assertThat(folder.names()).as("those without a committed message").containsExactly("000001-000001.suspect");
        disk.forceFails = false;
        JournalFolder.release(log, 5);
        for (int i = 10; i < 15; i++) {
            JournalFolder.commit(log, JournalFolder.messages(1));
        }
        assertThat(folder.names()).containsExactly("000001-000004.journal");
    }

    @Test
    void shouldRefuseWhileNoSegmentCanBeMade() throws IOException {
        log.close();
        log = folder.open(disk);
        disk.createFails = true;
        assertThatThrownBy(() -> JournalFolder.commit(log, during)).hasMessageContaining("no inode left");
        disk.createFails = false;
        JournalFolder.commit(log, after);
        assertThat(survivors()).endsWith(after.toArray(Message[]::new)).doesNotContainAnyElementsOf(during);
    }

    @Test
    void shouldLoseABatchAtOnceWhoseFirstPartCouldNotBeWritten() throws IOException {
        Message big = new Message("m", "bot", null, "€".repeat(300_000), 1, 1);
        disk.bytesLeft = 0;
        ToldEntry first = ToldEntry.append(log, big);
        ToldEntry second = ToldEntry.append(log, big);
        assertThat(first.why()).hasMessageContaining("1 messages could not be made durable");
        assertThat(second.why()).hasMessageContaining("No space left");
        disk.bytesLeft = Long.MAX_VALUE;
        JournalFolder.commit(log, after);
        assertOnlyCommittedSurvive();
    }

    @Test
    void shouldTellThatABatchIsLostWhenTheJavaMachineFails() throws IOException {
        List<ToldEntry> entries = new ArrayList<>();
        during.forEach(message -> entries.add(ToldEntry.append(log, message)));
        disk.error = new OutOfMemoryError("a test's");
        assertThatThrownBy(log::commit).isInstanceOf(OutOfMemoryError.class).hasMessage("a test's");
        assertThat(entries).allSatisfy(entry -> assertThat(entry.why()).hasRootCauseMessage("a test's"));
        JournalFolder.commit(log, after);
        assertOnlyCommittedSurvive();
    }

    @Test
    void shouldTellTheOthersWhenOneEntryCannotBearIt() throws IOException {
        ToldEntry first = ToldEntry.append(log, after.get(0));
        log.append(after.get(1), new MessageLog.Entry() {
            @Override
            public void durable(long high, long low) {
                throw new IllegalStateException("a test's");
            }

            @Override
            public void lost(Exception why) {}
        });
        ToldEntry third = ToldEntry.append(log, after.get(2));
        log.commit();
        assertThat(first.isDurable()).isTrue();
        assertThat(third.sequence()).isEqualTo(first.sequence() + 2);
    }

    private void assertOnlyCommittedSurvive() throws IOException {
        assertThat(survivors()).hasSize(10).containsAll(before).containsAll(after);
    }

    /** Some of the batch that failed may be among them: its senders were told to try again. */
    private void assertCommittedSurvive() throws IOException {
        assertThat(survivors()).startsWith(before.toArray(Message[]::new)).endsWith(after.toArray(Message[]::new));
    }

    private List<Message> survivors() throws IOException {
        return folder.copyTo(temp.resolve("copy")).recovered();
    }
}
