package dev.chatanalytics.persistence.deadletter;

import dev.chatanalytics.engine.admission.ByteBudget;
import dev.chatanalytics.engine.admission.Prices;
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
 * <p>It begins where an earlier replay of the file in this process came to. After a crash it begins at the first line:
 * rows that are stored already are recognised by their key.
 */
final class FileReplay implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FileReplay.class);
    private static final long MOST_BYTES = 1 << 18;

    private final FileDeadLetters letters;
    private final Segment segment;
    private final PacedStore store;
    private final ByteBudget bytes;
    private final DeadLetterReader reader;
    private final List<DeadLetterReader.Line> batch = new ArrayList<>();
    private long poisonRows;

    /** @param bytes charged for the letters in memory, until they came to rest or this is closed */
    FileReplay(FileDeadLetters letters, Segment segment, PacedStore store, ByteBudget bytes) throws IOException {
        this.letters = letters;
        this.segment = segment;
        this.store = store;
        this.bytes = bytes;
        this.reader = new DeadLetterReader(segment.path(), segment.position());
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
        List<DeadLetterReader.Line> part = batch.subList(0, Math.min(store.rows(), batch.size()));
        store(part.stream().map(DeadLetterReader.Line::letter).toList());
        int rows = part.size();
        letters.settled(segment, rows, part.get(rows - 1).end());
        drop(part);
        return rows;
    }

    /** Whether the next letters are in memory already. */
    boolean holdsLetters() {
        return !batch.isEmpty();
    }

    private void drop(List<DeadLetterReader.Line> lines) {
        lines.forEach(line -> bytes.charge(-price(line)));
        lines.clear();
    }

    private static long price(DeadLetterReader.Line line) {
        AnalyzedMessage message = line.letter().message();
        return line.bytes().length + Prices.of(message.message()) + Prices.of(message.analysis());
    }

    private void store(List<DeadLetter> part) throws IOException, StoreException {
        List<AnalyzedMessage> rows = part.stream().map(DeadLetter::message).toList();
        for (BatchSplitter.Poison poison : store.store(rows)) {
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
        long read = 0;
        while (batch.size() < PacedStore.MOST_ROWS && read < MOST_BYTES) {
            DeadLetterReader.Line line = reader.next();
            if (line == null) {
                return;
            }
            if (line.letter() == null) {
                LOG.error(
                        "{}: the line that ends at byte {} is no dead letter: {}",
                        segment.path(),
                        line.end(),
                        line.fault());
                segment.damaged();
            } else {
                read += line.bytes().length;
                batch.add(line);
                bytes.charge(price(line));
            }
        }
    }

    private void finish() throws IOException {
        if (segment.isDamaged()) {
            List<byte[]> bad = badLines();
            letters.putAside(segment, bad);
            LOG.error("{}: {} bad lines were put aside in bad/", segment.path(), bad.size());
        }
        letters.delete(segment);
    }

    /** Read once more, so that they need not be carried along from one replay of the file to the next. */
    private List<byte[]> badLines() throws IOException {
        List<byte[]> bad = new ArrayList<>();
        try (DeadLetterReader all = new DeadLetterReader(segment.path(), 0)) {
            for (DeadLetterReader.Line line = all.next(); line != null; line = all.next()) {
                if (line.letter() == null) {
                    bad.add(line.bytes());
                }
            }
        }
        return bad;
    }

    @Override
    public void close() throws IOException {
        drop(batch);
        reader.close();
    }
}
