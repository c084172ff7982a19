package dev.chatanalytics.ops;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/** What has been opened so far. Closes it in reverse, each part whatever became of the others. Not thread-safe. */
final class Parts implements AutoCloseable {

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    <T extends AutoCloseable> T add(T part) {
        opened.push(part);
        return part;
    }

    /** Closes all. A second call does nothing. The first error is thrown, the others are its suppressed ones. */
    @Override
    public void close() throws IOException {
        IOException failure = null;
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                if (failure == null) {
                    failure = new IOException("not everything could be closed: " + e.getMessage(), e);
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** Closes all because of this fault, to which closing adds its own. */
    void closeAfter(Exception fault) {
        try {
            close();
        } catch (IOException e) {
            fault.addSuppressed(e);
        }
    }
}
