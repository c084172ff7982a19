package dev.chatanalytics.perf.promise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PromiseTableTest {

    private static final Promise KEPT = Promise.atMost("p99, ms", 400, 208.25);
    private static final Promise BROKEN = Promise.atLeast("connections", 50_000, 49_999);

    @Test
    void shouldTellWhatWasKept() {
        assertThat(PromiseTable.lines(List.of(KEPT, BROKEN))).hasSize(3);
        assertThat(PromiseTable.lines(List.of(KEPT)).get(1))
                .contains("≤ 400", "208.3")
                .endsWith("  kept");
        assertThat(PromiseTable.lines(List.of(BROKEN)).get(1))
                .contains("≥ 50,000", "49,999")
                .endsWith("  NOT KEPT");
    }

    @Test
    void shouldNotKeepWhatIsNotKnown() {
        assertThat(Promise.atLeast("connections", 1, Double.NaN).kept()).isFalse();
        assertThat(Promise.atMost("p99", 1, Double.NaN).kept()).isFalse();
    }

    @Test
    void shouldPutInvalidBeforeNotKept() {
        assertThat(PromiseTable.exitCode(true, List.of(KEPT))).isZero();
        assertThat(PromiseTable.exitCode(true, List.of(KEPT, BROKEN))).isEqualTo(PromiseTable.NOT_KEPT);
        assertThat(PromiseTable.exitCode(false, List.of(BROKEN))).isEqualTo(PromiseTable.INVALID);
    }
}
