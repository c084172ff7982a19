package dev.chatanalytics.persistence.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatanalytics.engine.message.AnalyzedMessage;
import dev.chatanalytics.engine.port.DeadLetters.Kind;
import dev.chatanalytics.engine.port.StoreException;
import dev.chatanalytics.persistence.testing.Messages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadLetterFilesTest {

    private static final String WAITING = "waiting/000000000001.jsonl";
    private static final String POISON = "poison/000000000001.jsonl";

    @TempDir
    private Path dir;

    private final ScriptedStore store = new ScriptedStore();
    private final List<AnalyzedMessage> waiting = Messages.batch(300);
    private final List<AnalyzedMessage> poison = List.of(Messages.message(Messages.POISON_TEXT));
    private DeadLetterOptions options;
    private DeadLetterFiles files;

    @BeforeEach
    void keep() throws IOException {
        options = new DeadLetterOptions(dir, 1 << 24);
        files = new DeadLetterFiles(options);
        try (FileDeadLetters letters = FileDeadLetters.open(options)) {
            letters.keep(Kind.WAITING, waiting, "away", 2);
            letters.keep(Kind.POISON, poison, "refused", 1);
        }
    }

    @Test
    void shouldListFilesEvenWhileAServiceRuns() throws IOException {
        try (FileDeadLetters running = FileDeadLetters.open(options)) {
            assertThat(running.pending()).isEqualTo(300);
            List<DeadLetterFile> list = files.list();
            assertThat(list).extracting(DeadLetterFile::name).containsExactly(WAITING, POISON);
            assertThat(list).extracting(DeadLetterFile::rows).containsExactly(300L, 1L);
            assertThat(list).extracting(DeadLetterFile::reason).containsExactly("away", "refused");
            assertThat(list.get(0).oldest()).isNotNull();
            assertThat(list.get(1).bytes()).isEqualTo(Files.size(dir.resolve(POISON)));
        }
    }

    @Test
    void shouldListNothingWhereNothingIs() throws IOException {
        Path nowhere = dir.resolve("nowhere");
        assertThat(new DeadLetterFiles(new DeadLetterOptions(nowhere, 1)).list())
                .isEmpty();
        assertThat(nowhere).doesNotExist();
    }

    @Test
    void shouldShowTheLinesOfAFile() throws IOException {
        List<String> lines = new ArrayList<>();
        files.show(WAITING, lines::add);
        assertThat(lines).isEqualTo(Files.readAllLines(dir.resolve(WAITING)));
    }

    @Test
    void shouldRefuseNamesThatAreNoFile() {
        for (String name : List.of("waiting/000000000009.jsonl", "waiting/../lock", "/etc/passwd", "", "poison/")) {
            assertThatThrownBy(() -> files.show(name, line -> {}))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("no dead-letter file " + name);
        }
    }

    @Test
    void shouldPurgePoisonOnlyAndNotOnADryRun() throws IOException {
        assertThat(files.purge(POISON, true).rows()).isEqualTo(1);
        assertThat(files.list()).extracting(DeadLetterFile::name).containsExactly(WAITING, POISON);

        assertThat(files.purge(POISON, false).name()).isEqualTo(POISON);
        assertThat(files.list()).extracting(DeadLetterFile::name).containsExactly(WAITING);
        assertThatThrownBy(() -> files.purge(WAITING, false))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("waits for the database");
        assertThatThrownBy(() -> files.purge(POISON, false)).hasMessageContaining("no dead-letter file");
    }

    @Test
    void shouldNotPurgeWhileAServiceRuns() throws IOException {
        try (FileDeadLetters running = FileDeadLetters.open(options)) {
            assertThatThrownBy(() -> files.purge(POISON, false)).hasMessageContaining("in use");
            assertThat(running.poison()).isEqualTo(1);
        }
        assertThat(files.list()).hasSize(2);
    }

    @Test
    void shouldReplayWhatWaitsAndLeavePoison() throws Exception {
        assertThat(files.replay(null, store)).isEqualTo(new DeadLetterFiles.Replayed(1, 300, 0));
        assertThat(store.rows()).isEqualTo(waiting);
        assertThat(files.list()).extracting(DeadLetterFile::name).containsExactly(POISON);
    }

    @Test
    void shouldReplayPoisonWhenItIsNamedAndKeepWhatIsRefusedAgain() throws Exception {
        assertThat(files.replay(POISON, store)).isEqualTo(new DeadLetterFiles.Replayed(1, 1, 1));
        assertThat(files.list()).extracting(DeadLetterFile::name).containsExactly(WAITING, "poison/000000000002.jsonl");
    }

    @Test
    void shouldStoreAPoisonLetterThatAnOperatorRepaired() throws Exception {
        Path file = dir.resolve(POISON);
        Files.writeString(
                file,
                Files.readString(file)
                        .replaceFirst("\"crc32c\":\"[0-9a-f]{8}\",", "")
                        .replace("\\u0000", ""));
        assertThat(files.replay(POISON, store)).isEqualTo(new DeadLetterFiles.Replayed(1, 1, 0));
        assertThat(store.rows()).extracting(row -> row.message().text()).containsExactly("nul: ");
        assertThat(file).doesNotExist();
    }

    @Test
    void shouldRefuseToReplayWhileAServiceRuns() throws IOException {
        try (FileDeadLetters running = FileDeadLetters.open(options)) {
            assertThat(running.pending()).isEqualTo(300);
            assertThatThrownBy(() -> files.replay(null, store)).hasMessageContaining("in use by another process");
        }
        assertThat(store.rows()).isEmpty();
    }

    @Test
    void shouldKeepWhatIsNotStored() throws IOException {
        store.failAfter(1);
        assertThatThrownBy(() -> files.replay(null, store)).isInstanceOf(StoreException.class);
        assertThat(files.list().get(0).rows()).isEqualTo(300);
    }
}
