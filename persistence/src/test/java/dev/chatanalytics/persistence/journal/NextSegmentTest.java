package dev.chatanalytics.persistence.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatanalytics.engine.message.Message;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Segments that are long enough to be made ahead. */
class NextSegmentTest {

    private static final long SEGMENT = 2L << 20;
    private static final String FIRST = "000001-000001.journal";
    private static final String SECOND = "000001-000002.journal";

    @TempDir
    private Path temp;

    private final Quiet quiet = new Quiet();
    private final List<Message> written = new ArrayList<>();
    private JournalFolder folder;
    private FileMessageLog log;

    @BeforeEach
    void open() throws IOException {
        folder = new JournalFolder(temp.resolve("journal"));
        log = open(20 * SEGMENT, ChannelFile::create);
    }

    @AfterEach
    void close() throws IOException {
        log.close();
        quiet.close();
    }

    @Test
    void shouldBeginTheNextSegmentWhileOneIsHalfFull() throws IOException {
        writeUntilTheNextIsBegun();
        assertThat(log.state().bytes()).as("counted in full").isGreaterThan(SEGMENT + SEGMENT / 2);

        writeUntilItIsInUse();
        assertThat(Files.size(folder.dir().resolve(SECOND))).isEqualTo(SEGMENT);
        assertThat(folder.copyTo(temp.resolve("killed")).recovered()).isEqualTo(written);
    }

    @Test
    void shouldReadATornTailBeforeASegmentThatIsStillEmpty() throws IOException {
        writeUntilTheNextIsBegun();
        log.close();
        JournalFolder killed = folder.copyTo(temp.resolve("killed"));
        Files.write(killed.dir().resolve(SECOND), new byte[(int) SEGMENT]);
        byte[] torn = "half a record".getBytes(StandardCharsets.UTF_8);
        Files.write(killed.dir().resolve(FIRST), torn, StandardOpenOption.APPEND);

        try (FileMessageLog next = killed.open()) {
            List<Message> found = new ArrayList<>();
            Recovered report = next.recover(found::add);
            next.forgetRecovered();

            assertThat(found).isEqualTo(written);
            assertThat(report.tornBytes()).isEqualTo(torn.length);
            assertThat(killed.names()).as("none was put aside").isEmpty();
        }
    }

    @Test
    void shouldGoOnWithoutWhenTheDiskHasNoRoomForIt() throws IOException {
        FaultyFiles full = new FaultyFiles();
        full.bytesLeft = SEGMENT / 2;
        log.close();
        log = open(20 * SEGMENT, path -> path.endsWith(SECOND) ? full.create(path) : ChannelFile.create(path));

        writeUntilItIsInUse();

        assertThat(log.state().healthy()).isTrue();
        assertThat(folder.names()).containsExactly(FIRST, "000001-000003.journal");
        assertThat(folder.copyTo(temp.resolve("killed")).recovered()).isEqualTo(written);
    }

    @Test
    void shouldNotMakeOneBeyondTheCap() throws IOException {
        log.close();
        log = open(SEGMENT + SEGMENT / 2, ChannelFile::create);

        while (log.state().bytes() < SEGMENT) {
            write();
        }

        assertThat(folder.names()).containsExactly(FIRST);
        assertThat(log.state().bytes()).isEqualTo(SEGMENT);
    }

    @Test
    void shouldLeaveNothingBehind() throws IOException {
        writeUntilTheNextIsBegun();
        JournalFolder.release(log, written.size());
        log.close();

        assertThat(folder.names()).isEmpty();
        assertThat(log.state().bytes()).isZero();
    }

    private FileMessageLog open(long cap, SegmentFiles files) throws IOException {
        return FileMessageLog.open(new JournalOptions(folder.dir(), SEGMENT, cap), files);
    }

    private void writeUntilTheNextIsBegun() throws IOException {
        while (log.state().bytes() <= SEGMENT) {
            write();
        }
    }

    private void writeUntilItIsInUse() throws IOException {
        while (log.state().segments() < 2) {
            write();
        }
    }

    private void write() throws IOException {
        List<Message> batch = JournalFolder.messages(100);
        JournalFolder.commit(log, batch);
        written.addAll(batch);
    }
}
