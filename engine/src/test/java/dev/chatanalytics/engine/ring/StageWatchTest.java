package dev.chatanalytics.engine.ring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StageWatchTest {

    private final AtomicLong produced = new AtomicLong(-1);
    private final AtomicLong first = new AtomicLong(-1);
    private final AtomicLong second = new AtomicLong(-1);
    private final StageWatch watch = new StageWatch(
            List.of(
                    new StageWatch.Progress("first", first::get, produced::get),
                    new StageWatch.Progress("second", second::get, first::get)),
            Duration.ZERO);

    private void seconds(int count) {
        for (int i = 0; i < count; i++) {
            watch.look();
        }
    }

    @Test
    void shouldFindNothingWrongWithStagesThatHaveNothingToDo() {
        seconds(100);

        assertThat(watch.stalled()).isEmpty();
    }

    @Test
    void shouldFindNothingWrongWithStagesThatMoveSlowly() {
        produced.set(1_000);
        for (int i = 0; i < 20; i++) {
            first.incrementAndGet();
            second.incrementAndGet();
            seconds(9);
        }

        assertThat(watch.stalls()).isZero();
    }

    @Test
    void shouldNameTheStageThatStandsStillWithWorkBeforeIt() {
        produced.set(10);
        first.set(10);
        second.set(3);
        seconds(10);
        assertThat(watch.stalled()).isEmpty();
        seconds(1);

        assertThat(watch.stalled()).contains("second");
        seconds(20);
        assertThat(watch.stalls()).as("counted once").isEqualTo(1);
    }

    @Test
    void shouldNameTheLastOfThoseThatStandStillWithWork() {
        produced.set(10);
        first.set(5);
        second.set(3);
        seconds(12);

        assertThat(watch.stalled()).as("it holds up the thread that they share").contains("second");
    }

    @Test
    void shouldTakeItBackWhenTheStageMovesAgain() {
        produced.set(10);
        seconds(12);
        assertThat(watch.stalled()).contains("first");
        first.set(10);
        second.set(10);
        seconds(1);

        assertThat(watch.stalled()).isEmpty();
        assertThat(watch.stalls()).isEqualTo(1);
    }

    @Test
    void shouldNotCallACallThatMayTakeThatLongAStandstill() {
        StageWatch patient = new StageWatch(
                List.of(new StageWatch.Progress("first", first::get, produced::get)), Duration.ofMillis(12_450));
        produced.set(10);
        for (int i = 0; i < 23; i++) {
            patient.look();
        }
        assertThat(patient.stalled()).isEmpty();
        patient.look();

        assertThat(patient.stalled()).contains("first");
    }
}
