package dev.chatanalytics.persistence.journal;

import dev.chatanalytics.engine.runtime.NamedThreads;
import java.io.IOException;
import java.nio.file.Files;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The next segment, made in its full length while the one before it is written to. An fsync of it has only messages to
 * write down, and no length and no blocks of the file: for those the file system waits until it has written what others
 * changed at the same time, which takes 40 to 80 ms when that is half a minute's work of a database.
 *
 * <p>Used by one thread; the work is done on another.
 */
final class NextSegment {

    private static final Logger LOG = LoggerFactory.getLogger(NextSegment.class);

    private final SegmentFiles files;
    private final long length;
    private Making making;

    /** @param length of each file */
    NextSegment(SegmentFiles files, long length) {
        this.files = files;
        this.length = length;
    }

    /** Begins to make it; one at a time. */
    void begin(SegmentName name) {
        making = new Making(name);
        making.thread.start();
    }

    /** How long it is, or will be: 0 when none was begun. */
    long bytes() {
        return making == null ? 0 : length;
    }

    /** Waits until it is made. Null when none was begun, or it could not be made and nothing of it is left. */
    ActiveSegment take() {
        if (making == null) {
            return null;
        }
        NamedThreads.join(making.thread);
        ActiveSegment made = making.made;
        making = null;
        return made;
    }

    /** Deletes one that nobody took. */
    void discard() {
        ActiveSegment made = take();
        if (made == null) {
            return;
        }
        try {
            made.close();
            Files.deleteIfExists(made.name().path());
        } catch (IOException e) {
            LOG.warn(
                    "{}: could not be deleted; it is empty, and the next start does it",
                    made.name().path(),
                    e);
        }
    }

    private final class Making {

        private final SegmentName name;
        private final Thread thread = NamedThreads.create("journal-ahead", this::make);
        private ActiveSegment made;

        Making(SegmentName name) {
            this.name = name;
        }

        private void make() {
            try {
                ActiveSegment segment = new ActiveSegment(name, files.create(name.path()));
                try {
                    segment.allocate(length);
                } catch (IOException | RuntimeException e) {
                    segment.close();
                    Files.deleteIfExists(name.path());
                    throw e;
                }
                made = segment;
            } catch (IOException | RuntimeException e) {
                LOG.warn("{}: could not be made ahead, so the next one grows as it is written", name.path(), e);
            }
        }
    }
}
