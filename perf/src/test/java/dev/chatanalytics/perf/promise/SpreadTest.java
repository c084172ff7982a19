package dev.chatanalytics.perf.promise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class SpreadTest {

    @Test
    void shouldTellTheMiddleAndTheEnds() {
        assertThat(Spread.of(DoubleStream.of(5, 1, 3))).isEqualTo(new Spread(3, 1, 5));
        assertThat(Spread.of(DoubleStream.of(4, 1, 3, 2))).isEqualTo(new Spread(2.5, 1, 4));
        assertThat(Spread.of(DoubleStream.of(4, 1, 3, 2)).width()).isEqualTo(1.2);
    }

    @Test
    void shouldRefuseNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Spread.of(DoubleStream.empty()))
                .withMessageContaining("expected: 1 or more");
    }
}
