package dev.chatanalytics.persistence.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatanalytics.engine.message.Message;
import dev.chatanalytics.engine.port.MessageLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileMessageLogTest extends MessageLogContract {

    @TempDir
    private Path temp;

    private JournalFolder folder;
    private FileMessageLog log;
    private int copies;

    @BeforeEach
    void open() throws IOException {
        folder = new JournalFolder(temp.resolve("journal"));
        log = folder.open();
    }

    @AfterEach
    void close() throws IOException {
        log.close();
    }

    @Override
    MessageLog log() {
        return log;
    }

    @Override
    List<Message> survivors() throws IOException {
        return folder.copyTo(temp.resolve("copy-" + copies++)).recovered();
    }

    @Test
    void shouldNotKeepWhatWasNotCommitted() throws IOException {
        List<Message> messages = JournalFolder.messages(2);
        JournalFolder.commit(log, messages.subList(0, 1));
        ToldEntry entry = ToldEntry.append(log, messages.get(1));
        log.close();
        assertThat(entry.why()).hasMessage(folder.dir() + ": closed");
        assertThat(folder.recovered()).isEqualTo(messages.subList(0, 1));
    }

    @Test
    void shouldWriteABatchThatIsLongerThanItsBuffer() throws IOException {
        Message big = new Message("m", "bot", null, "€".repeat(8_192), 1, 1);
        List<Message> batch = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            batch.add(big);
        }
        JournalFolder.commit(log, batch);
        assertThat(survivors()).isEqualTo(batch);
    }

    @Test
    void shouldRefuseOnlyTheMessageThatIsTooLong() throws IOException {
        List<Message> messages = JournalFolder.messages(2);
        Message long1 = new Message("long-1", "bot", null, "x".repeat(1 << 20), 1, 1);
        List<ToldEntry> entries = ToldEntry.commit(log, List.of(messages.get(0), long1, messages.get(1)));
        assertThat(entries).extracting(ToldEntry::isDurable).containsExactly(true, false, true);
        assertThat(entries.get(1).why())
                .isInstanceOf(IOException.class)
                .hasMessage("Message long-1 is too long for the journal");
        assertThat(survivors()).isEqualTo(messages);
    }

    @Test
    void shouldDeleteSegmentsOnceTheirMessagesAreReleased() throws IOException {
        commitOneByOne(100);
        assertThat(folder.segments()).hasSizeGreaterThan(2);
        JournalFolder.release(log, 100);
        commitOneByOne(20);
        assertThat(folder.segments()).hasSizeLessThanOrEqualTo(2);
        assertThat(survivors()).hasSizeGreaterThanOrEqualTo(20);
        assertThat(log.state().bytes()).isEqualTo(folder.bytes());
        assertThat(log.state().segments()).isEqualTo(folder.segments().size());
    }

    @Test
    void shouldKeepASegmentWhoseLastMessageIsNotReleased() throws IOException {
        commitOneByOne(100);
        List<Path> segments = folder.segments();
        JournalFolder.release(log, 1);
        commitOneByOne(1);
        assertThat(folder.segments()).containsAll(segments);
    }

    @Test
    void shouldLeaveNoSegmentWhenAllIsReleased() throws IOException {
        commitOneByOne(100);
        JournalFolder.release(log, 100);
        log.close();
        assertThat(folder.segments()).isEmpty();
    }

    @Test
    void shouldLeaveWhatIsNotReleasedToTheNextRun() throws IOException {
        List<Message> messages = JournalFolder.messages(3);
        JournalFolder.commit(log, messages);
        JournalFolder.release(log, 2);
        log.close();
        assertThat(folder.recovered()).endsWith(messages.get(2));
    }

    @Test
    void shouldRefuseASecondOwnerOfTheDirectory() {
        assertThatThrownBy(folder::open)
                .isInstanceOf(IOException.class)
                .hasMessage(folder.dir() + ": in use by another process (expected: one process at a time)");
    }

    @Test
    void shouldRefuseADirectoryThatIsAFile() throws IOException {
        Path file = Files.createFile(temp.resolve("file"));
        assertThatThrownBy(() -> new JournalFolder(file).open())
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(file + ": a journal cannot be kept here: ");
    }

    @Test
    void shouldFreeTheDirectoryOnClose() throws IOException {
        log.close();
        log.close();
        folder.open().close();
    }

    @Test
    void shouldTakeNothingAfterClose() throws IOException {
        log.close();
        ToldEntry entry = ToldEntry.append(log, JournalFolder.messages(1).get(0));
        assertThat(entry.why()).hasMessage(folder.dir() + ": closed");
    }

    private void commitOneByOne(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            JournalFolder.commit(log, JournalFolder.messages(1));
        }
    }
}
