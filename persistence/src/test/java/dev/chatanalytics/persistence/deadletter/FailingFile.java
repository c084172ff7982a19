package dev.chatanalytics.persistence.deadletter;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/** A real file on a disk that fails when told to. */
final class FailingFile extends FileChannel {

    private final FileChannel file;
    private int bytesLeft = Integer.MAX_VALUE;
    private boolean syncFails;
    private boolean truncateFails;

    FailingFile(FileChannel file) {
        this.file = file;
    }

    void failAfterBytes(int bytes) {
        bytesLeft = bytes;
    }

    void failSync() {
        syncFails = true;
    }

    void failTruncate() {
        truncateFails = true;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        if (bytesLeft == 0) {
            throw new IOException("no space left");
        }
        int length = Math.min(bytesLeft, source.remaining());
        ByteBuffer part = source.slice(source.position(), length);
        file.write(part);
        source.position(source.position() + length);
        bytesLeft -= length;
        return length;
    }

    @Override
    public void force(boolean metaData) throws IOException {
        if (syncFails) {
            throw new IOException("sync failed");
        }
        file.force(metaData);
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
        if (truncateFails) {
            throw new IOException("truncate failed");
        }
        file.truncate(size);
        return this;
    }

    @Override
    protected void implCloseChannel() throws IOException {
        file.close();
    }

    @Override
    public long position() throws IOException {
        return file.position();
    }

    @Override
    public FileChannel position(long position) throws IOException {
        file.position(position);
        return this;
    }

    @Override
    public long size() throws IOException {
        return file.size();
    }

    @Override
    public int read(ByteBuffer target) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long read(ByteBuffer[] targets, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long position, long count) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int read(ByteBuffer target, long position) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int write(ByteBuffer source, long position) {
        throw new UnsupportedOperationException();
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) {
        throw new UnsupportedOperationException();
    }
}
