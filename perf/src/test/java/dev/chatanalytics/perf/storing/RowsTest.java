package dev.chatanalytics.perf.storing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatanalytics.engine.message.AnalyzedMessage;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowsTest {

    private static final long NOW = 1_764_000_000_000_000L;

    @Test
    void shouldBeInTheOrderInWhichTheyWereReceived() {
        List<AnalyzedMessage> rows = Rows.make(Repeats.of("0", 2_000), NOW);
        assertThat(rows)
                .isSortedAccordingTo(Comparator.comparing(row -> row.message().receivedAtMicros()));
        assertThat(rows.get(1_999).message().receivedAtMicros()).isEqualTo(NOW);
        assertThat(rows).extracting(row -> row.message().messageId()).doesNotHaveDuplicates();
    }
}
