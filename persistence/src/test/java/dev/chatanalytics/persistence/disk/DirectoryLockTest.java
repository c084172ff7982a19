package dev.chatanalytics.persistence.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.SyncFailedException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryLockTest {

    @TempDir
    private Path dir;

    @Test
    void shouldRefuseASecondOfItsNameUntilTheFirstIsClosed() throws IOException {
        DirectoryLock first = DirectoryLock.take(dir, "lock");
        Path link = Files.createSymbolicLink(dir.resolve("link"), dir);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> DirectoryLock.take(link, "lock"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(link + ": in use by another process");
        }
        first.close();
        first.close();
        try (DirectoryLock second = DirectoryLock.take(link, "lock")) {
            first.close();
            assertThat(second).isNotNull();
            assertThatThrownBy(() -> DirectoryLock.take(dir, "lock")).hasMessageContaining("in use");
        }
    }

    @Test
    void shouldLetLocksOfOtherNamesBe() throws IOException {
        try (DirectoryLock one = DirectoryLock.take(dir, "lock");
                DirectoryLock other = DirectoryLock.take(dir, "journal.lock")) {
            assertThat(one).isNotSameAs(other);
        }
    }

    @Test
    void shouldNeitherReplaceAFileNorSayThatAMissingDirectoryIsDurable() throws IOException {
        Path path = Files.writeString(dir.resolve("there"), "precious");
        assertThatThrownBy(() -> DurableFiles.create(path)).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(path).hasContent("precious");

        Path missing = dir.resolve("missing");
        assertThatThrownBy(() -> DurableFiles.syncDirectory(missing))
                .isInstanceOf(SyncFailedException.class)
                .hasMessageContaining(missing.toString());
        FileChannel closed = DurableFiles.create(dir.resolve("new"));
        closed.close();
        assertThatThrownBy(() -> DurableFiles.sync(closed, path)).isInstanceOf(SyncFailedException.class);
    }
}
