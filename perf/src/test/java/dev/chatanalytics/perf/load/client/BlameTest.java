package dev.chatanalytics.perf.load.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatanalytics.perf.load.client.Tally.Count;
import org.junit.jupiter.api.Test;

class BlameTest {

    private static final long MILLI = 1_000_000;

    private final Blame blame = new Blame(0);

    @Test
    void shouldBlameTheConnectionsWhenTheSenderKeptRunning() {
        blame.tick(10 * MILLI, 10);
        blame.noneFree(10);
        assertThat(blame.of(9)).isEqualTo(Count.LATE_CONNECTION);
    }

    @Test
    void shouldBlameTheSenderForWhatBecameDueWhileItStood() {
        blame.tick(5 * MILLI, 5);
        blame.tick(16 * MILLI, 16);
        blame.noneFree(16);
        blame.tick(17 * MILLI, 20);
        blame.noneFree(20);
        assertThat(blame.of(15)).isEqualTo(Count.LATE_SENDER);
        assertThat(blame.of(16)).isEqualTo(Count.LATE_CONNECTION);
    }

    @Test
    void shouldBlameTheSenderWhenConnectionsWereFree() {
        blame.tick(1 * MILLI, 1);
        assertThat(blame.of(0)).isEqualTo(Count.LATE_SENDER);
    }
}
