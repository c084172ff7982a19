package dev.chatanalytics.persistence.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.chatanalytics.engine.message.AnalyzedMessage;
import dev.chatanalytics.engine.port.MessageStore;
import dev.chatanalytics.engine.port.StoreException;
import dev.chatanalytics.persistence.testing.Messages;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** What the engine expects of every {@link MessageStore}. */
abstract class MessageStoreContract {

    abstract MessageStore store();

    /** The id and text of every row that is stored, as {@code id=text}. */
    abstract List<String> stored();

    @Test
    void shouldStoreAWholeBatch() throws StoreException {
        List<AnalyzedMessage> batch = Messages.batch(500);
        assertThat(store().store(batch)).isZero();
        assertStoredOnce(batch);
    }

    @Test
    void shouldCountWhatWasThereAlready() throws StoreException {
        List<AnalyzedMessage> old = Messages.batch(3);
        store().store(old);
        List<AnalyzedMessage> batch = new ArrayList<>(Messages.batch(4));
        batch.addAll(1, old);
        assertThat(store().store(batch)).isEqualTo(3);
        assertStoredOnce(batch);
    }

    @Test
    void shouldLetTheFirstWinAcrossBatches() throws StoreException {
        store().store(List.of(Messages.message("across", "first", Messages.NOW)));
        assertThat(store().store(List.of(Messages.message("across", "second", Messages.NOW))))
                .isEqualTo(1);
        assertThat(stored()).contains("across=first").doesNotContain("across=second");
    }

    @Test
    void shouldLetTheFirstWinWithinABatch() throws StoreException {
        List<AnalyzedMessage> batch = new ArrayList<>(Messages.batch(50));
        batch.add(10, Messages.message("within", "first", Messages.NOW));
        batch.add(20, Messages.message("within", "second", Messages.NOW));
        batch.add(Messages.message("within", "third", Messages.NOW));
        assertThat(store().store(batch)).isEqualTo(2);
        assertThat(stored()).contains("within=first").doesNotContain("within=second", "within=third");
    }

    @Test
    void shouldKeepTheSameIdOfAnotherMomentApart() throws StoreException {
        assertThat(store().store(List.of(
                        Messages.message("moments", "one", Messages.NOW),
                        Messages.message("moments", "two", Messages.NOW + 7))))
                .isZero();
        assertThat(stored()).contains("moments=one", "moments=two");
    }

    @Test
    void shouldStoreNothingOfABatchWithPoison() throws StoreException {
        List<AnalyzedMessage> batch = new ArrayList<>(Messages.batch(10));
        batch.add(5, Messages.message(Messages.POISON_TEXT));
        StoreException e = catchThrowableOfType(StoreException.class, () -> store().store(batch));
        assertThat(e.kind()).isEqualTo(StoreException.Kind.POISON);
        assertThat(stored()).doesNotContain(line(batch.get(0)));
        assertThat(store().store(batch.subList(0, 5))).as("it still works").isZero();
    }

    @Test
    void shouldStoreEachRowOnceWhenTwoWritersBringTheSame() throws StoreException {
        List<AnalyzedMessage> batch = Messages.batch(300);
        CompletableFuture<Integer> one = CompletableFuture.supplyAsync(() -> unchecked(batch));
        CompletableFuture<Integer> two = CompletableFuture.supplyAsync(() -> unchecked(batch));
        assertThat(one.join() + two.join()).isEqualTo(300);
        assertStoredOnce(batch);
    }

    private int unchecked(List<AnalyzedMessage> batch) {
        try {
            return store().store(batch);
        } catch (StoreException e) {
            throw new CompletionException(e);
        }
    }

    private void assertStoredOnce(List<AnalyzedMessage> batch) {
        List<String> expected = batch.stream().map(MessageStoreContract::line).toList();
        assertThat(stored())
                .filteredOn(new HashSet<>(expected)::contains)
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    private static String line(AnalyzedMessage row) {
        return row.message().messageId() + "=" + row.message().text();
    }
}
