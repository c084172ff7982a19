package dev.chatanalytics.persistence.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatanalytics.engine.message.Message;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FullDiskTest {

    @TempDir
    private Path temp;

    private final List<Message> committed = new ArrayList<>();
    private final Quiet quiet = new Quiet();
    private SmallDisk disk;
    private JournalFolder folder;
    private FileMessageLog log;
    private long next;

    @BeforeEach
    void open() throws IOException {
        disk = new SmallDisk(temp.resolve("disk"));
        folder = new JournalFolder(temp.resolve("disk").resolve("journal"));
        log = FileMessageLog.open(new JournalOptions(folder.dir(), 256 << 10, 64 << 20), disk);
    }

    @AfterEach
    void close() throws IOException {
        log.close();
        disk.close();
        quiet.close();
    }

    @Test
    void shouldTakeMessagesUntilTheDiskIsFullAndKeepThem() throws IOException {
        commitUntilFull();
        assertThat(committed).hasSizeGreaterThan(1_000);
        assertThat(folder.copyTo(temp.resolve("copy")).recovered()).containsExactlyElementsOf(committed);
    }

    @Test
    void shouldHealWhenMessagesAreReleased() throws IOException {
        commitUntilFull();
        JournalFolder.release(log, next);
        assertThatThrownBy(this::commit).as("now the segments are deleted").isInstanceOf(IOException.class);
        commit();
        assertThat(log.state().healthy()).isTrue();
    }

    @Test
    void shouldHealWhenAnotherProgramGivesSpaceBack() throws IOException {
        commit();
        disk.fill();
        commitUntilFull();
        disk.free();
        commit();
        assertThat(log.state().healthy()).isTrue();
        assertThat(folder.copyTo(temp.resolve("copy")).recovered()).containsExactlyElementsOf(committed);
    }

    @Test
    void shouldStartOnAFullDisk() throws IOException {
        commitUntilFull();
        log.close();
        log = FileMessageLog.open(new JournalOptions(folder.dir(), 256 << 10, 64 << 20), disk);
        List<Message> found = new ArrayList<>();
        log.recover(found::add);
        assertThat(found).containsExactlyElementsOf(committed);
        log.forgetRecovered();
        assertThat(folder.segments()).isEmpty();
    }

    private void commitUntilFull() {
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 1_000; i++) {
                        commit();
                    }
                })
                .isInstanceOf(IOException.class)
                .hasMessageContaining("No space left on device");
        assertThat(log.state().healthy()).isFalse();
    }

    private void commit() throws IOException {
        List<Message> batch = JournalFolder.messages(100);
        JournalFolder.commit(log, batch);
        next += batch.size();
        committed.addAll(batch);
    }
}
