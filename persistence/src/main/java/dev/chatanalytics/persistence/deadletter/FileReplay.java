package dev.chatanalytics.persistence.deadletter;

import dev.chatanalytics.engine.message.AnalyzedMessage;
import dev.chatanalytics.engine.port.StoreException;
import dev.chatanalytics.engine.store.BatchSplitter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores the letters of one file, batch by batch, and then deletes the file. Used by one thread.
 *
 * <p>When it ends half-way the file stays whole, and the next replay begins at its first line: rows that are stored
 * already are recognised by their key.
 */
final class FileReplay implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FileReplay.class);
    private static final int MOST_ROWS = 200;
    private static final long MOST_BYTES = 1 << 18;

    private final FileDeadLetters letters;
    private final Segment segment;
    private final BatchSplitter store;
    private final DeadLetterReader reader;
    private final List<DeadLetter> batch = new ArrayList<>();
    private final List<byte[]> bad = new ArrayList<>();

    /** Not fewer, or so few rows would be called poison one by one when in truth all rows are refused. */
    private static final int LEAST_ROWS = 16;

    /** Halved when a batch fails, doubled when one succeeds: a store that is half back is not asked for much. */
    private int limit = MOST_ROWS;

    private long poisonRows;

    FileReplay(FileDeadLetters letters, Segment segment, BatchSplitter store) throws IOException {
        this.letters = letters;
        this.segment = segment;
        this.store = store;
        this.reader = new DeadLetterReader(segment.path());
    }

    /**
     * Stores the next letters. When it throws, the same letters are the next again.
     *
     * @return how many of them came to rest, or 0 when the file is done and deleted
     * @throws StoreException of kind {@code UNAVAILABLE}
     */
    int step() throws IOException, StoreException {
        if (batch.isEmpty()) {
            read();
        }
        if (batch.isEmpty()) {
            finish();
            return 0;
        }
        List<DeadLetter> part = batch.subList(0, Math.min(limit, batch.size()));
        try {
            store(part);
        } catch (StoreException e) {
            limit = Math.max(LEAST_ROWS, part.size() / 2);
            throw e;
        }
        limit = Math.min(MOST_ROWS, 2 * limit);
        int rows = part.size();
        letters.settled(segment, rows);
        part.clear();
        return rows;
    }

    private void store(List<DeadLetter> part) throws IOException, StoreException {
        List<AnalyzedMessage> rows = part.stream().map(DeadLetter::message).toList();
        for (BatchSplitter.Poison poison : store.store(rows).poison()) {
            int attempts = part.get(rows.indexOf(poison.message())).attempts() + 1;
            letters.move(List.of(poison.message()), poison.reason(), attempts);
            poisonRows++;
        }
    }

    /** How many letters were refused and are kept as poison. */
    long poison() {
        return poisonRows;
    }

    private void read() throws IOException {
        long bytes = 0;
        while (batch.size() < MOST_ROWS && bytes < MOST_BYTES) {
            DeadLetterReader.Line line = reader.next();
            if (line == null) {
                return;
            }
            if (line.letter() == null) {
                LOG.error("{}: line {} is no dead letter: {}", segment.path(), line.number(), line.fault());
                bad.add(line.bytes());
            } else {
                bytes += line.bytes().length;
                batch.add(line.letter());
            }
        }
    }

    private void finish() throws IOException {
        if (!bad.isEmpty()) {
            letters.putAside(segment, bad);
            LOG.error("{}: {} bad lines were put aside in bad/", segment.path(), bad.size());
        }
        letters.delete(segment);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
