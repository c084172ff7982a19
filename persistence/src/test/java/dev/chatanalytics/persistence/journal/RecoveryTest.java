package dev.chatanalytics.persistence.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatanalytics.engine.message.Message;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecoveryTest {

    @TempDir
    private Path temp;

    private final Quiet quiet = new Quiet();
    private final List<Message> messages = JournalFolder.messages(120);
    private JournalFolder folder;

    @BeforeEach
    void killARun() throws IOException {
        folder = killed(new JournalFolder(temp.resolve("first")), 0, 60, 0);
        assertThat(folder.segments()).hasSizeGreaterThan(1);
    }

    @AfterEach
    void speak() {
        quiet.close();
    }

    @Test
    void shouldHandOverAllRunsInOrder() throws IOException {
        JournalFolder twice = killed(folder, 60, 120, 0);
        assertThat(twice.names()).anyMatch(name -> name.startsWith("000002-"));
        assertThat(twice.recovered()).isEqualTo(messages);
    }

    @Test
    void shouldNotHandOverWhatTheJournalKnowsToBeSafe() throws IOException {
        JournalFolder released = killed(new JournalFolder(temp.resolve("released")), 0, 60, 21);
        List<Message> found = new ArrayList<>();
        try (FileMessageLog log = released.open()) {
            Recovered report = log.recover(found::add);
            assertThat(found).isEqualTo(messages.subList(21, 60));
            assertThat(report.messages()).isEqualTo(39);
            assertThat(report.alreadySafe()).isPositive();
        }
    }

    @Test
    void shouldReadAllAgainAfterARecoveryThatDidNotEnd() throws IOException {
        try (FileMessageLog log = folder.open()) {
            List<Message> found = new ArrayList<>();
            assertThatThrownBy(() -> log.recover(message -> {
                        found.add(message);
                        if (found.size() == 30) {
                            throw new IllegalStateException("the ring is closed");
                        }
                    }))
                    .hasMessage("the ring is closed");
            assertThatThrownBy(log::forgetRecovered).isInstanceOf(IllegalStateException.class);
        }
        assertThat(folder.recovered()).isEqualTo(messages.subList(0, 60));
    }

    @Test
    void shouldKeepTheFilesUntilTheirMessagesAreSafe() throws IOException {
        List<Message> fresh = messages.subList(60, 70);
        try (FileMessageLog log = folder.open()) {
            log.recover(message -> {});
            JournalFolder.commit(log, fresh);
            JournalFolder.release(log, 10);
        }
        assertThat(folder.recovered()).isEqualTo(messages.subList(0, 60));
    }

    @Test
    void shouldForgetOnlyWhatEarlierRunsLeft() throws IOException {
        List<Message> fresh = messages.subList(60, 70);
        try (FileMessageLog log = folder.open()) {
            log.recover(message -> {});
            JournalFolder.commit(log, fresh);
            log.forgetRecovered();
            assertThat(log.state().bytes()).isEqualTo(folder.bytes());
            assertThat(log.state().segments()).isEqualTo(1);
        }
        assertThat(folder.recovered()).isEqualTo(fresh);
    }

    @Test
    void shouldPutADamagedSegmentAsideOnceItsGoodRecordsAreSafe() throws IOException {
        Path damaged = folder.segments().get(0);
        byte[] before = damage(damaged, 100);
        try (FileMessageLog log = folder.open()) {
            Recovered report = log.recover(message -> {});
            assertThat(report.badSegments()).isEqualTo(1);
            assertThat(report.messages()).isEqualTo(59);
            assertThat(damaged)
                    .as("until then it must be read again after a crash")
                    .exists();
            log.forgetRecovered();
        }
        assertThat(folder.names()).containsExactly("000001-000001.bad");
        assertThat(folder.segments().get(0)).hasBinaryContent(before);
        assertThat(folder.recovered()).isEmpty();
    }

    @Test
    void shouldCountWhatWasPutAside() throws IOException {
        damage(folder.segments().get(0), 100);
        try (FileMessageLog log = folder.open()) {
            log.recover(message -> {});
            log.forgetRecovered();
            assertThat(log.state().bytes()).isPositive().isEqualTo(folder.bytes());
            assertThat(log.state().segments()).isZero();
        }
    }

    @Test
    void shouldCallATailBadThatIsNotTheLastOfItsRun() throws IOException {
        Path first = folder.segments().get(0);
        try (FileChannel file = FileChannel.open(first, StandardOpenOption.WRITE)) {
            file.truncate(Files.size(first) - 1);
        }
        try (FileMessageLog log = folder.open()) {
            Recovered report = log.recover(message -> {});
            assertThat(report.badSegments()).isEqualTo(1);
            assertThat(report.messages()).isEqualTo(59);
        }
    }

    @Test
    void shouldPutAsideWhatCannotBeRead() throws IOException {
        Path directory = Files.createDirectory(folder.dir().resolve("000001-000000.journal"));
        Files.createFile(directory.resolve("something"));
        try (FileMessageLog log = folder.open()) {
            assertThat(log.recover(message -> {}).messages()).isEqualTo(60);
            log.forgetRecovered();
        }
        assertThat(folder.names()).containsExactly("000001-000000.bad");
    }

    @Test
    void shouldLeaveOtherFilesAlone() throws IOException {
        Path foreign = Files.writeString(folder.dir().resolve("notes.txt"), "an operator's");
        try (FileMessageLog log = folder.open()) {
            log.recover(message -> {});
            log.forgetRecovered();
        }
        assertThat(folder.segments()).containsExactly(foreign);
    }

    /** Takes messages up to a kill; what is released is known to the journal's last commit. */
    private JournalFolder killed(JournalFolder in, int from, int to, long released) throws IOException {
        try (FileMessageLog log = in.open()) {
            JournalFolder.commit(log, messages.subList(from, from + 20));
            JournalFolder.commit(log, messages.subList(from + 20, to - 1));
            JournalFolder.release(log, released);
            JournalFolder.commit(log, messages.subList(to - 1, to));
            return in.copyTo(temp.resolve("killed-" + from + "-" + released));
        }
    }

    private static byte[] damage(Path file, int at) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[at] ^= 1;
        return Files.readAllBytes(Files.write(file, bytes));
    }
}
