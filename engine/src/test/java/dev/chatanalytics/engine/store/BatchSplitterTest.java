package dev.chatanalytics.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatanalytics.engine.MemoryStore;
import dev.chatanalytics.engine.message.AnalyzedMessage;
import dev.chatanalytics.engine.message.Message;
import dev.chatanalytics.engine.message.NlpAnalysis;
import dev.chatanalytics.engine.port.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchSplitterTest {

    private final MemoryStore store = new MemoryStore();
    private final BatchSplitter splitter = new BatchSplitter(store);

    private static AnalyzedMessage row(int number, String text) {
        return new AnalyzedMessage(new Message("m" + number, "b", null, text, number, number), NlpAnalysis.SKIPPED);
    }

    private static List<AnalyzedMessage> rows(int count, int... poison) {
        List<AnalyzedMessage> rows = new ArrayList<>(
                IntStream.range(0, count).mapToObj(i -> row(i, "fine")).toList());
        for (int i : poison) {
            rows.set(i, row(i, "poison " + i));
        }
        return rows;
    }

    @Test
    void shouldStoreABatchInOneWriteWhenNothingIsWrong() throws StoreException {
        var writes = new ArrayList<Integer>();
        new BatchSplitter(batch -> {
                    writes.add(batch.size());
                    return 0;
                })
                .store(rows(1000));

        assertThat(writes).containsExactly(1000);
    }

    @Test
    void shouldStoreTheNeighboursOfPoisonRows() throws StoreException {
        BatchSplitter.Stored stored = splitter.store(rows(100, 0, 37, 38, 99));

        assertThat(store.rows).hasSize(96);
        assertThat(stored.duplicates()).isZero();
        assertThat(stored.poison())
                .extracting(p -> p.message().message().text())
                .containsExactlyInAnyOrder("poison 0", "poison 37", "poison 38", "poison 99");
        assertThat(stored.poison()).extracting(BatchSplitter.Poison::reason).containsOnly("poisoned");
    }

    @Test
    void shouldPutAsideASingleRow() throws StoreException {
        assertThat(splitter.store(rows(1, 0)).poison()).hasSize(1);
    }

    @Test
    void shouldCountDuplicatesOfAllHalves() throws StoreException {
        splitter.store(rows(10));

        assertThat(splitter.store(rows(20, 15)).duplicates()).isEqualTo(10);
    }

    @Test
    void shouldBlameTheStoreWhenMostOfABatchIsRefused() {
        int[] most = IntStream.range(0, 60).toArray();

        assertThatThrownBy(() -> splitter.store(rows(100, most)))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.UNAVAILABLE))
                .hasMessageContaining("poisoned");
    }

    @Test
    void shouldBlameTheStoreWhenOneSmallBatchAfterAnotherIsRefused() throws StoreException {
        for (int i = 0; i < BatchSplitter.NEVER_SYSTEMIC; i++) {
            assertThat(splitter.store(rows(1, 0)).poison()).hasSize(1);
        }
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> splitter.store(rows(2, 0, 1)))
                    .isInstanceOfSatisfying(
                            StoreException.class, e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.UNAVAILABLE))
                    .hasMessageContaining("poisoned");
        }
        splitter.store(rows(1));
        assertThat(splitter.store(rows(1, 0)).poison()).as("taken again").hasSize(1);
    }

    @Test
    void shouldNotBlameTheStoreWhileItTakesOthers() throws StoreException {
        for (int i = 0; i < 5 * BatchSplitter.NEVER_SYSTEMIC; i++) {
            assertThat(splitter.store(rows(1, 0)).poison()).hasSize(1);
            splitter.store(rows(1));
        }
    }

    @Test
    void shouldPassOnThatTheStoreIsUnwell() {
        store.setDown(true);

        assertThatThrownBy(() -> splitter.store(rows(2)))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.UNAVAILABLE));
    }
}
