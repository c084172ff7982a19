package dev.chatanalytics.persistence.copy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DuplicatesExpectedTest {

    private final DuplicatesExpected expected = new DuplicatesExpected();

    private void clean(int batches) {
        for (int i = 0; i < batches; i++) {
            expected.none();
        }
    }

    @Test
    void shouldExpectNoneAtFirst() {
        assertThat(expected.now()).isFalse();
    }

    @Test
    void shouldExpectThemUntilSoManyBatchesInARowHadNone() {
        expected.found();
        clean(DuplicatesExpected.CLEAN_IN_A_ROW - 1);
        assertThat(expected.now()).isTrue();
        clean(1);
        assertThat(expected.now()).isFalse();
    }

    @Test
    void shouldCountAnewAfterEachBatchThatHadSome() {
        expected.found();
        clean(DuplicatesExpected.CLEAN_IN_A_ROW - 1);
        expected.found();
        clean(DuplicatesExpected.CLEAN_IN_A_ROW - 1);
        assertThat(expected.now()).isTrue();
    }

    @Test
    void shouldNotSaveUpCleanBatches() {
        expected.found();
        clean(10 * DuplicatesExpected.CLEAN_IN_A_ROW);
        expected.found();
        assertThat(expected.now()).isTrue();
    }
}
