package dev.chatanalytics.persistence.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatanalytics.engine.port.DeadLetters.Kind;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a disk that runs full, and has space again. */
class SegmentFolderTest {

    private static final byte[] LINE = "letter\n".getBytes();

    @TempDir
    private Path dir;

    private int bytesLeft = 10 * LINE.length + 3;
    private SegmentFolder folder;

    @BeforeEach
    void open() throws IOException {
        folder = SegmentFolder.open(dir, Kind.WAITING, path -> {
            FailingFile file =
                    new FailingFile(FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
            file.failAfterBytes(bytesLeft);
            return new SegmentWriter(file);
        });
    }

    @Test
    void shouldLeaveNoEmptyFilesOnAFullDisk() throws IOException {
        for (int i = 0; i < 10; i++) {
            folder.append(LINE, 1);
        }
        bytesLeft = 3;
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> folder.append(LINE, 1)).hasMessage("no space left");
        }

        assertThat(files()).singleElement().satisfies(file -> assertThat(file).hasSize(10L * LINE.length));
        assertThat(folder.rows()).isEqualTo(10);
    }

    @Test
    void shouldGoOnInANewFileWhenThereIsSpaceAgain() throws IOException {
        bytesLeft = 0;
        assertThatThrownBy(() -> folder.append(LINE, 1)).isInstanceOf(IOException.class);
        bytesLeft = 100;
        folder.append(LINE, 1);

        assertThat(folder.rows()).isEqualTo(1);
        assertThat(folder.oldest().path()).hasBinaryContent(LINE);
        assertThat(files()).hasSize(1);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(dir.resolve("waiting"))) {
            return files.toList();
        }
    }
}
