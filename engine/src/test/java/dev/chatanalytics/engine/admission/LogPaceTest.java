package dev.chatanalytics.engine.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LogPaceTest {

    private static final long MILLI = 1_000_000;

    private final AtomicLong now = new AtomicLong(-5 * MILLI); // System.nanoTime may be negative
    private final LogPace pace = new LogPace(Duration.ofSeconds(1), now::get);

    private void commit(long millis) {
        pace.begin();
        pass(millis);
        pace.end(true);
    }

    private void pass(long millis) {
        now.addAndGet(millis * MILLI);
    }

    @Test
    void shouldFindALogQuickThatWasNeverUsed() {
        assertThat(pace.isTooSlow()).isFalse();
        assertThat(pace.waitedNanos()).isZero();
    }

    @Test
    void shouldAddUpWhatTheLogTookAndNothingElse() {
        commit(30);
        pass(1_000);
        commit(20);
        pass(7);
        assertThat(pace.waitedNanos()).isEqualTo(50 * MILLI);
        pace.begin();
        pass(4);

        assertThat(pace.waitedNanos()).as("now included").isEqualTo(54 * MILLI);
    }

    @Test
    void shouldBeTooSlowWhenTheRestOfThisCommitAndTheNextTakeTooLong() {
        commit(600);
        assertThat(pace.isTooSlow()).as("one commit of 600 ms").isFalse();
        pace.begin();
        assertThat(pace.isTooSlow()).as("two of them").isTrue();
        pass(250);
        assertThat(pace.isTooSlow()).as("350 ms and 600 ms").isFalse();
        pass(800);

        assertThat(pace.isTooSlow()).as("it takes longer than any before").isTrue();
    }

    @Test
    void shouldGoByTheLastCommit() {
        commit(2_000);
        assertThat(pace.isTooSlow()).isTrue();
        commit(1);

        assertThat(pace.isTooSlow()).isFalse();
    }

    @Test
    void shouldLearnNothingFromWorkThatCommitsNothing() {
        commit(2_000);
        pace.begin();
        pass(1);
        pace.end(false);

        assertThat(pace.isTooSlow()).isTrue();
    }

    @Test
    void shouldLetSomeInWithEachCommit() {
        commit(2_000);
        assertThat(IntStream.range(0, 100).filter(i -> pace.letsIn()).count()).isEqualTo(16);
        commit(2_000);

        assertThat(pace.letsIn()).isTrue();
    }
}
