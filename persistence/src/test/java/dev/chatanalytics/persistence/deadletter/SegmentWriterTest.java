package dev.chatanalytics.persistence.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentWriterTest {

    @TempDir
    private Path dir;

    private Path path;
    private FailingFile file;
    private SegmentWriter writer;

    @BeforeEach
    void open() throws IOException {
        path = dir.resolve("segment");
        file = new FailingFile(FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
        writer = new SegmentWriter(file);
        writer.append("whole\n".getBytes());
    }

    @Test
    void shouldCutBackAHalfWrittenLine() {
        file.failAfterBytes(3);
        assertThatThrownBy(() -> writer.append("half a line\n".getBytes()))
                .isInstanceOf(IOException.class)
                .hasMessage("no space left");
        assertThat(path).hasContent("whole\n");
    }

    @Test
    void shouldCutBackWhatAFailedSyncLeftInDoubt() {
        file.failSync();
        assertThatThrownBy(() -> writer.append("in doubt\n".getBytes())).hasMessage("sync failed");
        assertThat(path).hasContent("whole\n");
    }

    @Test
    void shouldNeverWriteAgainAfterAFailure() {
        file.failAfterBytes(0);
        assertThatThrownBy(() -> writer.append("one\n".getBytes())).isInstanceOf(IOException.class);
        file.failAfterBytes(Integer.MAX_VALUE);
        assertThatThrownBy(() -> writer.append("two\n".getBytes())).isInstanceOf(IOException.class);
        assertThat(path).hasContent("whole\n");
    }

    @Test
    void shouldReportBothErrorsWhenCuttingBackFailsToo() {
        file.failSync();
        file.failTruncate();
        assertThatThrownBy(() -> writer.append("in doubt\n".getBytes()))
                .hasMessage("sync failed")
                .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
        assertThat(file.isOpen()).isFalse();
    }

    @Test
    void shouldNotOverwriteAFileThatIsThere() {
        assertThatThrownBy(() -> SegmentWriter.create(path)).isInstanceOf(IOException.class);
        assertThat(path).hasContent("whole\n");
    }
}
