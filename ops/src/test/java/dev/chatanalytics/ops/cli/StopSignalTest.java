package dev.chatanalytics.ops.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StopSignalTest {

    @Test
    void shouldTellWhetherItWasAsked() throws Exception {
        StopSignal signal = new StopSignal();

        assertThat(signal.await(Duration.ZERO)).isFalse();
        signal.ask();
        assertThat(signal.await(Duration.ZERO)).isTrue();
        signal.await();
    }

    @Test
    void shouldTellWhetherItWasAskedAgain() throws Exception {
        StopSignal signal = new StopSignal();

        signal.ask();
        assertThat(signal.awaitAgain(Duration.ZERO)).isFalse();
        signal.ask();
        assertThat(signal.awaitAgain(Duration.ZERO)).isTrue();
    }
}
