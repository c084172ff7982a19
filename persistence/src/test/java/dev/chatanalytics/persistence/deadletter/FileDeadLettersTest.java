package dev.chatanalytics.persistence.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatanalytics.engine.message.AnalyzedMessage;
import dev.chatanalytics.engine.port.DeadLetters;
import dev.chatanalytics.engine.port.DeadLetters.Kind;
import dev.chatanalytics.persistence.testing.ForeignDigits;
import dev.chatanalytics.persistence.testing.Messages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract, and what files bring with them. */
class FileDeadLettersTest extends DeadLettersContract {

    private static final long CAP = 1 << 20;

    @TempDir
    private Path dir;

    private FileDeadLetters letters;

    @BeforeEach
    void open() throws IOException {
        letters = FileDeadLetters.open(new DeadLetterOptions(dir, CAP));
    }

    @AfterEach
    void close() throws IOException {
        letters.close();
    }

    private void reopen() throws IOException {
        letters.close();
        open();
    }

    @Override
    DeadLetters letters() {
        return letters;
    }

    @Override
    List<AnalyzedMessage> kept(Kind kind) throws IOException {
        List<AnalyzedMessage> kept = new ArrayList<>();
        for (Path file : files(kind)) {
            try (DeadLetterReader reader = new DeadLetterReader(file, 0)) {
                for (DeadLetterReader.Line line = reader.next(); line != null; line = reader.next()) {
                    assertThat(line.fault()).isNull();
                    kept.add(line.letter().message());
                }
            }
        }
        return kept;
    }

    private List<Path> files(Kind kind) throws IOException {
        return SegmentNames.scan(kind, dir.resolve(kind.name().toLowerCase(Locale.ROOT))).stream()
                .map(Segment::path)
                .toList();
    }

    @Test
    void shouldCountAcrossRestarts() throws IOException {
        letters.keep(Kind.WAITING, Messages.batch(3), "away", 2);
        letters.keep(Kind.POISON, Messages.batch(2), "refused", 1);
        assertThat(letters.pending()).isEqualTo(3);
        assertThat(letters.total()).isEqualTo(5);
        long bytes = letters.bytes();
        reopen();
        assertThat(letters.pending()).isEqualTo(3);
        assertThat(letters.poison()).isEqualTo(2);
        assertThat(letters.bytes()).isEqualTo(bytes);
        assertThat(letters.total()).as("since it was opened").isZero();
    }

    @Test
    void shouldFindItsFilesAgainUnderOtherDigits() throws Throwable {
        ForeignDigits.during(() -> {
            letters.keep(Kind.WAITING, Messages.batch(3), "away", 2);
            reopen();
            assertThat(letters.pending()).isEqualTo(3);
            assertThat(files(Kind.WAITING)).extracting(Path::getFileName).hasToString("[000000000001.jsonl]");
        });
    }

    @Test
    void shouldFindFilesThatAnEarlierBuildNamedInOtherDigits() throws Exception {
        List<AnalyzedMessage> old = Messages.batch(3);
        letters.keep(Kind.WAITING, old, "away", 2);
        letters.close();
        ForeignDigits.rename(files(Kind.WAITING).get(0), '\u06f0');
        open();
        assertThat(letters.pending()).isEqualTo(3);

        List<AnalyzedMessage> later = Messages.batch(2);
        letters.keep(Kind.WAITING, later, "away", 2);
        assertThat(kept(Kind.WAITING)).hasSize(5).startsWith(old.get(0)).endsWith(later.get(1));
        letters.delete(letters.oldestWaiting());
        assertThat(letters.pending()).isEqualTo(2);
    }

    @Test
    void shouldNotAppendToAFileOfAnEarlierRun() throws IOException {
        letters.keep(Kind.WAITING, Messages.batch(1), "away", 2);
        Files.writeString(files(Kind.WAITING).get(0), "{\"half", StandardOpenOption.APPEND);
        reopen();
        List<AnalyzedMessage> later = Messages.batch(2);
        letters.keep(Kind.WAITING, later, "away", 2);
        assertThat(files(Kind.WAITING)).hasSize(2);
        assertThat(kept(Kind.WAITING)).hasSize(3).endsWith(later.get(0), later.get(1));
    }

    @Test
    void shouldRefuseBeyondItsCapAndDropNothing() throws IOException {
        List<AnalyzedMessage> large = List.of(Messages.message("x".repeat(600_000)));
        letters.keep(Kind.WAITING, large, "away", 2);
        assertThat(letters.isRefusing()).isFalse();
        assertThatThrownBy(() -> letters.keep(Kind.WAITING, large, "away", 2))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(dir.toString())
                .hasMessageContaining(Long.toString(CAP));
        assertThat(letters.isRefusing()).isTrue();
        assertThat(letters.pending()).isEqualTo(1);
        assertThat(kept(Kind.WAITING)).isEqualTo(large);
        letters.keep(Kind.WAITING, Messages.batch(1), "what is small still fits", 2);
        assertThat(letters.isRefusing()).isFalse();
        assertThat(letters.pending()).isEqualTo(2);
    }

    @Test
    void shouldRefuseADirectoryThatIsInUse() throws IOException {
        DeadLetterOptions same = new DeadLetterOptions(dir.resolve("..").resolve(dir.getFileName()), CAP);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> FileDeadLetters.open(same))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("in use by another process");
        }
        letters.keep(Kind.WAITING, Messages.batch(1), "the owner is not disturbed", 2);
        reopen();
    }

    @Test
    void shouldNameADirectoryThatCannotBeUsed() throws IOException {
        Path file = Files.writeString(dir.resolve("file"), "");
        assertThatThrownBy(() -> FileDeadLetters.open(new DeadLetterOptions(file, CAP)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void shouldRefuseAfterCloseAndCloseTwice() throws IOException {
        letters.close();
        assertThatThrownBy(() -> letters.keep(Kind.WAITING, Messages.batch(1), "late", 1))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("closed");
        letters.close();
    }

    @Test
    void shouldKeepAppendingAfterAFileVanished() throws IOException {
        letters.keep(Kind.WAITING, Messages.batch(1), "away", 1);
        letters.segments(Kind.WAITING);
        Files.delete(dir.resolve("waiting").resolve("000000000001.jsonl"));
        Files.delete(dir.resolve("waiting"));
        assertThatThrownBy(() -> letters.keep(Kind.WAITING, Messages.batch(1), "away", 1))
                .isInstanceOf(IOException.class);
        Files.createDirectory(dir.resolve("waiting"));
        List<AnalyzedMessage> after = Messages.batch(1);
        letters.keep(Kind.WAITING, after, "away", 1);
        assertThat(kept(Kind.WAITING)).isEqualTo(after);
    }

    @Test
    void shouldTellItsListener() throws IOException {
        List<Long> told = new ArrayList<>();
        letters.onKept(() -> told.add(letters.pending()));
        letters.keep(Kind.WAITING, Messages.batch(4), "away", 1);
        assertThat(told).containsExactly(4L);
    }
}
