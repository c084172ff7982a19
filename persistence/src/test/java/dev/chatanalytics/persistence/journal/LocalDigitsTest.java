package dev.chatanalytics.persistence.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatanalytics.engine.message.Message;
import dev.chatanalytics.persistence.testing.ForeignDigits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalDigitsTest {

    private static final char ARABIC = '\u0660';
    private static final char BENGALI = '\u09e6';

    @TempDir
    private Path dir;

    private final Quiet quiet = new Quiet();
    private final List<Message> messages = JournalFolder.messages(120);
    private JournalFolder folder;

    @BeforeEach
    void use() {
        folder = new JournalFolder(dir);
    }

    @AfterEach
    void speak() {
        quiet.close();
    }

    @Test
    void shouldFindItsFilesAgainUnderOtherDigits() throws Throwable {
        ForeignDigits.during(() -> {
            run(0, 60);
            assertThat(folder.names())
                    .hasSizeGreaterThan(1)
                    .allMatch(name -> name.matches("[0-9]{6}-[0-9]{6}\\.journal"));
            assertThat(folder.recovered()).isEqualTo(messages.subList(0, 60));
        });
    }

    @Test
    void shouldRecoverWhatAnEarlierBuildNamedInOtherDigits() throws IOException {
        run(0, 60);
        renameAll(ARABIC);
        assertThat(folder.recovered()).isEqualTo(messages.subList(0, 60));
        assertThat(folder.names()).allMatch(name -> name.startsWith("000001-"));
    }

    @Test
    void shouldNotMixRunsOfOneNumberInSeveralDigits() throws IOException {
        run(0, 40);
        renameAll(ARABIC);
        List<Path> arabic = folder.segments();
        run(40, 80, arabic);
        renameAscii(BENGALI);
        List<Path> both = folder.segments();
        run(80, 120, both);
        assertThat(folder.recovered()).containsExactlyInAnyOrderElementsOf(messages);
    }

    @Test
    void shouldKeepWhatIsSafeSafe() throws IOException {
        try (FileMessageLog log = folder.open()) {
            JournalFolder.commit(log, messages.subList(0, 60));
            JournalFolder.release(log, 60);
            log.idle(false);
            JournalFolder.commit(log, messages.subList(60, 70));
        }
        renameAll(ARABIC);
        assertThat(folder.recovered()).isEqualTo(messages.subList(60, 70));
    }

    /** A run that does not see the files of earlier ones, as it was with other digits. */
    private void run(int from, int to, List<Path> unseen) throws IOException {
        Path aside = Files.createTempDirectory(dir.getParent(), "unseen");
        for (Path file : unseen) {
            Files.move(file, aside.resolve(file.getFileName()));
        }
        run(from, to);
        for (Path file : unseen) {
            Files.move(aside.resolve(file.getFileName()), file);
        }
    }

    /** A run that ends with all of its messages promised and none safe. */
    private void run(int from, int to) throws IOException {
        try (FileMessageLog log = folder.open()) {
            for (int i = from; i < to; i += 10) {
                JournalFolder.commit(log, messages.subList(i, Math.min(i + 10, to)));
            }
        }
    }

    private void renameAll(char zero) throws IOException {
        for (Path file : folder.segments()) {
            ForeignDigits.rename(file, zero);
        }
    }

    private void renameAscii(char zero) throws IOException {
        for (Path file : folder.segments()) {
            if (file.getFileName().toString().startsWith("0")) {
                ForeignDigits.rename(file, zero);
            }
        }
    }
}
