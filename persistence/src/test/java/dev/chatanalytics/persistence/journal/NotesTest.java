package dev.chatanalytics.persistence.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatanalytics.engine.message.Message;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the journal says of messages that need not be recovered, with messages that come and without. */
class NotesTest {

    @TempDir
    private Path temp;

    private final Quiet quiet = new Quiet();
    private final FaultyFiles disk = new FaultyFiles();
    private final List<Message> messages = JournalFolder.messages(100);
    private JournalFolder folder;
    private FileMessageLog log;
    private int copies;

    @BeforeEach
    void open() throws IOException {
        folder = new JournalFolder(temp.resolve("journal"));
        log = folder.open(disk);
    }

    @AfterEach
    void close() throws IOException {
        log.close();
        quiet.close();
    }

    @Test
    void shouldLeaveNothingToRecoverOnceAllIsReleasedAndNobodyComes() throws IOException {
        JournalFolder.commit(log, messages);
        JournalFolder.release(log, 100);
        assertThat(killed()).as("not noted yet").isNotEmpty();
        assertThat(log.idle(false)).isTrue();
        assertThat(killed()).isEmpty();
    }

    @Test
    void shouldNoteNothingTwice() throws IOException {
        JournalFolder.commit(log, messages);
        JournalFolder.release(log, 50);
        log.release(0, 70);
        log.idle(false);
        int writes = disk.writes;
        int forces = disk.forces;
        for (int i = 0; i < 3; i++) {
            log.release(0, 80 + i); // above the mark, which stays
            assertThat(log.idle(false)).isFalse();
        }
        assertThat(disk.writes).isEqualTo(writes);
        assertThat(disk.forces).isEqualTo(forces);
    }

    @Test
    void shouldNoteNothingThatARecordSaid() throws IOException {
        JournalFolder.commit(log, messages.subList(0, 50));
        JournalFolder.release(log, 50);
        JournalFolder.commit(log, messages.subList(50, 100));
        int forces = disk.forces;
        assertThat(log.idle(false)).isFalse();
        assertThat(disk.forces).isEqualTo(forces);
    }

    @Test
    void shouldMakeNoSegmentForNothing() throws IOException {
        assertThat(log.idle(false)).isFalse();
        assertThat(disk.created).isZero();
        assertThat(folder.names()).isEmpty();
    }

    @Test
    void shouldCommitThoughThereIsNothingToNoteWhenItIsAProbe() throws IOException {
        assertThat(log.idle(true)).isTrue();
        assertThat(log.idle(true)).isTrue();
        assertThat(disk.created).isEqualTo(1);
        assertThat(disk.forces).isEqualTo(2);
        assertThat(killed()).isEmpty();
        log.close();
        assertThat(folder.names()).isEmpty();
    }

    @Test
    void shouldSayThatAProbeFailed() throws IOException {
        disk.forceFails = true;
        assertThat(log.idle(true)).isFalse();
        assertThat(log.state().fault()).contains("fsync failed");
        disk.forceFails = false;
        assertThat(log.idle(true)).isTrue();
        assertThat(log.state().healthy()).isTrue();
    }

    @Test
    void shouldNoteWithTheNextCommitWhatWasWithdrawn() throws IOException {
        List<ToldEntry> entries = JournalFolder.commit(log, messages.subList(0, 50));
        entries.get(20).withdraw(log);
        entries.get(49).withdraw(log);
        assertThat(killed()).as("killed before").hasSize(50);
        JournalFolder.commit(log, messages.subList(50, 51));
        assertThat(killed()).hasSize(49).doesNotContain(messages.get(20), messages.get(49));
    }

    @Test
    void shouldTellOfWhatWasWithdrawnAcrossSegments() throws IOException {
        List<ToldEntry> entries = JournalFolder.commit(log, messages.subList(0, 5));
        for (int i = 5; i < 90; i++) {
            JournalFolder.commit(log, messages.subList(i, i + 1));
        }
        entries.get(1).withdraw(log);
        JournalFolder.commit(log, messages.subList(90, 91));
        for (int i = 91; i < 100; i++) {
            JournalFolder.commit(log, messages.subList(i, i + 1));
        }
        assertThat(folder.segments()).hasSizeGreaterThan(2);
        assertThat(killed()).hasSize(99).doesNotContain(messages.get(1));
    }

    @Test
    void shouldFreeASegmentOfReleasedWithdrawnAndLostMessages() throws IOException {
        List<ToldEntry> entries = JournalFolder.commit(log, messages.subList(0, 50));
        disk.bytesLeft = 0;
        assertThatThrownBy(() -> JournalFolder.commit(log, messages.subList(50, 55)))
                .isInstanceOf(IOException.class);
        disk.bytesLeft = Long.MAX_VALUE;
        JournalFolder.commit(log, messages.subList(55, 56));
        Path first = folder.segments().get(0);
        Collections.shuffle(entries, new Random(7));
        entries.subList(0, 25).forEach(entry -> entry.withdraw(log));
        entries.subList(25, 50).forEach(entry -> entry.release(log));
        log.idle(false);
        assertThat(first).doesNotExist();
        assertThat(killed()).containsExactly(messages.get(55));
    }

    @Test
    void shouldNotHandOverWhatAFailedFsyncMayHaveLeftOnTheDisk() throws IOException {
        JournalFolder.commit(log, messages.subList(0, 5));
        disk.forceFails = true;
        assertThatThrownBy(() -> JournalFolder.commit(log, messages.subList(5, 10)))
                .isInstanceOf(IOException.class);
        disk.forceFails = false;
        assertThat(killed())
                .as("before it is noted")
                .startsWith(messages.subList(0, 5).toArray(Message[]::new));
        assertThat(log.idle(false)).isTrue();
        assertThat(killed()).isEqualTo(messages.subList(0, 5));
    }

    @Test
    void shouldReportANoteThatCouldNotBeWrittenAndWriteItLater() throws IOException {
        List<ToldEntry> entries = JournalFolder.commit(log, messages);
        entries.get(4).withdraw(log);
        disk.bytesLeft = 3;
        assertThat(log.idle(false)).isFalse();
        assertThat(log.state().fault()).contains("No space left on device");
        assertThat(killed()).as("nothing is lost").isEqualTo(messages);
        disk.bytesLeft = Long.MAX_VALUE;
        assertThat(log.idle(false)).isTrue();
        assertThat(log.state().healthy()).isTrue();
        assertThat(killed()).hasSize(99).doesNotContain(messages.get(4));
    }

    @Test
    void shouldTakeAnotherSegmentWhenTheFsyncOfANoteFailed() throws IOException {
        List<ToldEntry> entries = JournalFolder.commit(log, messages.subList(0, 10));
        entries.get(4).withdraw(log);
        disk.forceFails = true;
        for (int i = 0; i < 5; i++) {
            assertThat(log.idle(false)).isFalse();
        }
        assertThat(folder.names()).as("none for each try").containsExactly("000001-000001.suspect");
        disk.forceFails = false;
        assertThat(log.idle(false)).isTrue();
        assertThat(disk.touchedAgain).isEmpty();
        assertThat(killed()).hasSize(9).doesNotContain(messages.get(4));
    }

    @Test
    void shouldNoteMoreThanARecordHolds() throws IOException {
        int many = 200_000;
        List<ToldEntry> entries = new ArrayList<>();
        log.close();
        log = FileMessageLog.open(new JournalOptions(folder.dir(), 64 << 20, 512 << 20), disk);
        Message small = new Message("m", "b", null, "t", 1, 1);
        for (int i = 0; i < many; i++) {
            entries.add(ToldEntry.append(log, small));
        }
        log.commit();
        entries.subList(1, many).forEach(entry -> entry.withdraw(log));
        assertThat(log.idle(false)).isTrue();
        assertThat(log.idle(false)).isTrue();
        assertThat(log.idle(false)).as("all in two").isFalse();
        assertThat(killed()).hasSize(1);
    }

    @Test
    void shouldNoteAtItsEndWhatTheNextRunNeedNotTake() throws IOException {
        List<ToldEntry> entries = JournalFolder.commit(log, messages);
        JournalFolder.release(log, 60);
        entries.get(80).withdraw(log);
        log.close();
        assertThat(folder.recovered()).hasSize(39).doesNotContain(messages.get(80));
    }

    private List<Message> killed() throws IOException {
        return folder.copyTo(temp.resolve("killed-" + copies++)).recovered();
    }
}
