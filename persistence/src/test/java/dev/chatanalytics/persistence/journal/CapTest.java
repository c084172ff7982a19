package dev.chatanalytics.persistence.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatanalytics.engine.message.Message;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CapTest {

    private static final long CAP = 20_000;

    @TempDir
    private Path temp;

    private Path dir;
    private JournalFolder folder;
    private FileMessageLog log;
    private long next;

    @BeforeEach
    void open() throws IOException {
        dir = temp.resolve("journal");
        folder = new JournalFolder(dir);
        log = FileMessageLog.open(new JournalOptions(dir, 4_000, CAP));
    }

    @AfterEach
    void close() throws IOException {
        log.close();
    }

    @Test
    void shouldRefuseAtTheCapAndNeverPassIt() throws IOException {
        fill();
        assertThat(folder.bytes()).isLessThanOrEqualTo(CAP).isGreaterThan(CAP - 1_000);
        assertThat(log.state().bytes()).isEqualTo(folder.bytes());
        assertThat(log.state().healthy()).isFalse();
        assertThatThrownBy(() -> commitOne())
                .isInstanceOf(IOException.class)
                .hasMessage(dir + ": full, at most 20000 bytes may be used");
    }

    @Test
    void shouldTakeMessagesAgainOnceSomeAreReleased() throws IOException {
        fill();
        JournalFolder.release(log, next / 2);
        commitOne();
        assertThat(log.state().healthy()).isTrue();
    }

    @Test
    void shouldTakeMessagesAgainOnceAllAreReleased() throws IOException {
        fill();
        JournalFolder.release(log, next);
        commitOne();
        assertThat(folder.names()).hasSize(1);
    }

    @Test
    void shouldCommitThePartOfABatchThatFits() throws IOException {
        List<Message> batch = JournalFolder.messages(400);
        List<ToldEntry> entries = ToldEntry.commit(log, batch);
        int taken = (int) entries.stream().filter(ToldEntry::isDurable).count();
        assertThat(entries.subList(taken, entries.size()))
                .isNotEmpty()
                .allSatisfy(entry -> assertThat(entry.why()).hasMessageContaining("full"));
        assertThat(log.state().healthy()).as("one was refused").isFalse();
        JournalFolder copy = folder.copyTo(temp.resolve("copy"));
        assertThat(copy.recovered()).isEqualTo(batch.subList(0, taken)).hasSizeGreaterThan(50);
        assertThat(folder.bytes()).isLessThanOrEqualTo(CAP);
    }

    @Test
    void shouldNotPassTheCapForANoteAndWriteItOnceThereIsRoom() throws IOException {
        List<Message> first = JournalFolder.messages(2);
        List<ToldEntry> entries = JournalFolder.commit(log, first);
        fill();
        for (int i = 0; i < 200; i++) {
            log.idle(true);
        }
        entries.get(1).withdraw(log);
        assertThat(log.idle(false)).as("no room any more").isFalse();
        assertThat(log.state().fault()).contains("full");
        assertThat(folder.bytes()).isLessThanOrEqualTo(CAP);
        JournalFolder.release(log, 1);
        log.release(0, 3);
        for (long sequence = 4; sequence < next; sequence++) {
            log.release(0, sequence);
        }
        assertThat(log.idle(false)).isTrue();
        assertThat(folder.copyTo(temp.resolve("copy")).recovered()).doesNotContainAnyElementsOf(first);
    }

    @Test
    void shouldCountWhatEarlierRunsLeft() throws IOException {
        fill();
        log.close();
        log = FileMessageLog.open(new JournalOptions(dir, 4_000, CAP));
        next = 0;
        fill();
        log.recover(message -> {});
        log.forgetRecovered();
        commitOne();
        assertThat(log.state().healthy()).isTrue();
    }

    private void fill() throws IOException {
        for (int i = 0; i < 1_000; i++) {
            try {
                commitOne();
            } catch (IOException e) {
                assertThat(e).hasMessageContaining("full");
                return;
            }
        }
        throw new AssertionError("never full");
    }

    private void commitOne() throws IOException {
        JournalFolder.commit(log, JournalFolder.messages(1));
        next++;
    }
}
