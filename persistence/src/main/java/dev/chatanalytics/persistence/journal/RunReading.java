package dev.chatanalytics.persistence.journal;

import dev.chatanalytics.engine.message.Message;
import dev.chatanalytics.persistence.journal.SegmentName.Kind;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the segments of one earlier run. Used by one thread.
 *
 * <p>Every record says up to where the run's messages were safe when it was written, so the last one tells how many need
 * not go through the ring again.
 */
final class RunReading {

    private static final Logger LOG = LoggerFactory.getLogger(RunReading.class);

    private final List<SegmentName> names;
    private final Consumer<Message> to;
    private final List<SegmentName> bad = new ArrayList<>();
    private long released = Long.MIN_VALUE;

    /** The last segment with a record: one behind it was made ahead, or has only half a record. */
    private int newest;

    private long messages;
    private long alreadySafe;
    private long tornBytes;

    /** @param names at least one, in order */
    RunReading(List<SegmentName> names, Consumer<Message> to) {
        this.names = names;
        this.to = to;
    }

    /** Hands over the messages; returns the segments that are bad. */
    List<SegmentName> read() {
        for (int last = names.size() - 1; last >= 0 && released == Long.MIN_VALUE; last--) {
            newest = last;
            each(names.get(last), logged -> released = logged.released());
        }
        for (SegmentName name : names) {
            read(name);
        }
        return bad;
    }

    private void read(SegmentName name) {
        Ending ending = each(name, this::handOver);
        if (ending.fault() != null) {
            LOG.error(
                    "{}: unreadable behind byte {}; it will be put aside",
                    name.path(),
                    ending.goodEnd(),
                    ending.fault());
            bad.add(name);
        } else if (ending.damaged() > 0 || ending.junk() > 0 && !mayBeTorn(name)) {
            long bytes = ending.damaged() + ending.junk();
            LOG.error(
                    "{}: {} bytes are damaged; all other records are good, and it will be put aside",
                    name.path(),
                    bytes);
            bad.add(name);
        } else if (ending.junk() > 0) {
            LOG.warn("{}: cut a torn tail of {} bytes, which nobody was promised", name.path(), ending.junk());
            tornBytes += ending.junk();
            cut(name, ending.goodEnd());
        }
    }

    /** A process is killed while it writes, and a failure leaves a suspect segment half-written. */
    private boolean mayBeTorn(SegmentName name) {
        return name.kind() == Kind.SUSPECT || names.indexOf(name) >= newest;
    }

    private void handOver(LoggedMessage logged) {
        if (logged.sequence() <= released) {
            alreadySafe++;
        } else {
            to.accept(logged.message());
            messages++;
        }
    }

    private record Ending(long goodEnd, long damaged, long junk, IOException fault) {}

    private static Ending each(SegmentName name, Consumer<LoggedMessage> to) {
        long goodEnd = 0;
        try (SegmentReader reader = new SegmentReader(name.path())) {
            for (LoggedMessage read = reader.next(); read != null; read = reader.next()) {
                goodEnd = reader.goodEnd();
                to.accept(read);
            }
            return new Ending(goodEnd, reader.damaged(), reader.junkAtEnd(), null);
        } catch (IOException e) {
            return new Ending(goodEnd, 0, 0, e);
        }
    }

    private static void cut(SegmentName name, long length) {
        try (FileChannel file = FileChannel.open(name.path(), StandardOpenOption.WRITE)) {
            file.truncate(length);
            file.force(false);
        } catch (IOException e) {
            LOG.warn("{}: the torn tail could not be cut, and is only ignored", name.path(), e);
        }
    }

    long messages() {
        return messages;
    }

    long alreadySafe() {
        return alreadySafe;
    }

    long tornBytes() {
        return tornBytes;
    }
}
