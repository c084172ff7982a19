package dev.chatanalytics.persistence.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatanalytics.engine.message.AnalyzedMessage;
import dev.chatanalytics.engine.port.StoreException;
import dev.chatanalytics.persistence.testing.Messages;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class PacedStoreTest {

    private static final List<AnalyzedMessage> REFUSED =
            Collections.nCopies(PacedStore.MOST_ROWS, Messages.message(Messages.POISON_TEXT));

    private final ScriptedStore store = new ScriptedStore();
    private final PacedStore paced = new PacedStore(store);

    private boolean stores() {
        try {
            assertThat(paced.store(Messages.batch(paced.rows()))).isEmpty();
            return true;
        } catch (StoreException e) {
            return false;
        }
    }

    @Test
    void shouldFallToOneRowAndComeBack() {
        store.away(true);
        for (int i = 0; i < 10; i++) {
            assertThat(stores()).isFalse();
        }
        assertThat(paced.rows()).isEqualTo(1);

        store.away(false);
        for (int i = 0; i < 200; i++) {
            assertThat(stores()).isTrue();
        }
        assertThat(paced.rows()).isEqualTo(PacedStore.MOST_ROWS);
    }

    @Test
    void shouldSettleAtWhatTheStoreCanTake() {
        store.takesAtMost(6);
        for (int i = 0; i < 400; i++) {
            stores();
        }
        assertThat(store.largest()).isEqualTo(6);
        assertThat(store.failures()).as("tries that are too large").isLessThan(30);
        assertThat(store.rows()).hasSizeGreaterThan(1_000);
    }

    @Test
    void shouldReachForMoreRowsWhenAllAreRefused() {
        paced(1);
        assertThatThrownBy(() -> paced.store(REFUSED)).satisfies(PacedStoreTest::isRefusal);
        assertThat(paced.rows()).isEqualTo(2);
    }

    @Test
    void shouldCallFewRefusedRowsPoisonButNotOneAfterAnother() throws StoreException {
        paced(1);
        for (int i = 0; i < 8; i++) {
            assertThat(paced.store(REFUSED.subList(0, 1))).hasSize(1);
        }
        assertThatThrownBy(() -> paced.store(REFUSED.subList(0, 1))).satisfies(PacedStoreTest::isRefusal);
        assertThatThrownBy(() -> paced.store(REFUSED.subList(0, 1))).satisfies(PacedStoreTest::isRefusal);

        assertThat(paced.store(Messages.batch(1))).isEmpty();
        assertThat(paced.store(REFUSED.subList(0, 1))).hasSize(1);
    }

    private void paced(int rows) {
        store.away(true);
        while (paced.rows() > rows) {
            stores();
        }
        store.away(false);
    }

    private static void isRefusal(Throwable e) {
        assertThat(e).isInstanceOfSatisfying(StoreException.class, failure -> {
            assertThat(failure.kind()).isEqualTo(StoreException.Kind.UNAVAILABLE);
            assertThat(PacedStore.isRefusal(failure)).isTrue();
        });
    }
}
