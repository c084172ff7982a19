package dev.chatanalytics.persistence.journal;

import java.io.IOException;
import java.nio.file.Path;

/** Makes the files of segments. */
@FunctionalInterface
interface SegmentFiles {

    /** Makes a new file, whose name is durable when this returns. */
    SegmentFile create(Path path) throws IOException;
}
