package dev.chatanalytics.ops.verify.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatanalytics.ops.verify.ledger.Answer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RefusalsTest {

    private static final long INTERVAL = 1_000;

    private final Refusals refusals = new Refusals(INTERVAL);

    @Test
    void shouldLetEverythingPassAsLongAsSomeIsTaken() {
        for (int i = 0; i < 100; i++) {
            refusals.answered(i % 15 == 0 ? Answer.ACCEPTED : Answer.UNAVAILABLE);
        }

        assertThat(passed(1_000)).isEqualTo(1_000);
    }

    @Test
    void shouldLetATenthPassWhileAllIsRefused() {
        for (int i = 0; i < 100; i++) {
            refusals.answered(Answer.UNAVAILABLE);
        }
        assertThat(passed(1_000)).isEqualTo(100);

        refusals.answered(Answer.THROTTLED);
        assertThat(passed(1_000)).isEqualTo(1_000);
    }

    private long passed(int intervals) {
        return LongStream.rangeClosed(1, intervals)
                .filter(i -> refusals.letPass(i * INTERVAL))
                .count();
    }
}
