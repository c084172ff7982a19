package dev.chatanalytics.persistence.journal;

import java.io.IOException;
import java.io.SyncFailedException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Real files on a disk that fails when told to. */
final class FaultyFiles implements SegmentFiles {

    /** Which files were touched after an fsync of them failed; there must be none. */
    final List<Path> touchedAgain = new ArrayList<>();

    /** How many bytes the disk still takes. */
    long bytesLeft = Long.MAX_VALUE;

    boolean createFails;
    boolean forceFails;
    boolean truncateFails;

    /** Thrown by the next write, once. */
    Error error;

    /** How many files were made, and how often one was written, and made durable. */
    int created;

    int writes;
    int forces;

    @Override
    public SegmentFile create(Path path) throws IOException {
        if (createFails) {
            throw new IOException(path + ": no inode left");
        }
        created++;
        return new FaultyFile(path, ChannelFile.create(path));
    }

    private final class FaultyFile implements SegmentFile {

        private final Path path;
        private final SegmentFile file;
        private boolean suspect;

        FaultyFile(Path path, SegmentFile file) {
            this.path = path;
            this.file = file;
        }

        @Override
        public void write(ByteBuffer bytes, long position) throws IOException {
            touch();
            writes++;
            if (error != null) {
                Error once = error;
                error = null;
                throw once;
            }
            int length = (int) Math.min(bytesLeft, bytes.remaining());
            ByteBuffer part = bytes.slice(bytes.position(), length);
            bytesLeft -= length;
            file.write(part, position);
            bytes.position(bytes.position() + length);
            if (bytes.hasRemaining()) {
                throw new IOException("No space left on device");
            }
        }

        @Override
        public void force() throws SyncFailedException {
            touch();
            forces++;
            if (forceFails) {
                suspect = true;
                throw new SyncFailedException(path + ": fsync failed: Input/output error");
            }
            file.force();
        }

        @Override
        public void truncate(long length) throws IOException {
            touch();
            if (truncateFails) {
                throw new IOException("truncate failed");
            }
            file.truncate(length);
        }

        private void touch() {
            if (suspect) {
                touchedAgain.add(path);
            }
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
