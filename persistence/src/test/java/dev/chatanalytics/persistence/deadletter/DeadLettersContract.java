package dev.chatanalytics.persistence.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatanalytics.engine.message.AnalyzedMessage;
import dev.chatanalytics.engine.port.DeadLetters;
import dev.chatanalytics.engine.port.DeadLetters.Kind;
import dev.chatanalytics.persistence.testing.Messages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the engine expects of every {@link DeadLetters}. */
abstract class DeadLettersContract {

    abstract DeadLetters letters();

    /** What would be found after a crash now, in order. */
    abstract List<AnalyzedMessage> kept(Kind kind) throws IOException;

    @Test
    void shouldKeepTheWholeOfEachMessage() throws IOException {
        List<AnalyzedMessage> batch = Messages.batch(20);
        letters().keep(Kind.WAITING, batch, "the database is away", 2);
        assertThat(kept(Kind.WAITING)).isEqualTo(batch);
    }

    @Test
    void shouldKeepTheKindsApart() throws IOException {
        List<AnalyzedMessage> waiting = Messages.batch(2);
        List<AnalyzedMessage> poison = Messages.batch(1);
        letters().keep(Kind.WAITING, waiting, "away", 2);
        letters().keep(Kind.POISON, poison, "refused", 1);
        assertThat(kept(Kind.WAITING)).isEqualTo(waiting);
        assertThat(kept(Kind.POISON)).isEqualTo(poison);
    }

    @Test
    void shouldKeepWhatSeveralWritersBringAtOnce() throws IOException {
        List<List<AnalyzedMessage>> batches =
                IntStream.range(0, 8).mapToObj(i -> Messages.batch(25)).toList();
        List<CompletableFuture<Void>> writers = batches.stream()
                .map(batch -> CompletableFuture.runAsync(() -> keep(batch)))
                .toList();
        writers.forEach(CompletableFuture::join);
        List<AnalyzedMessage> all = new ArrayList<>();
        batches.forEach(all::addAll);
        assertThat(kept(Kind.WAITING)).containsExactlyInAnyOrderElementsOf(all);
    }

    private void keep(List<AnalyzedMessage> batch) {
        try {
            letters().keep(Kind.WAITING, batch, "away", 2);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
