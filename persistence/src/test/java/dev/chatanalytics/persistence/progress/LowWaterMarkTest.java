package dev.chatanalytics.persistence.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LowWaterMarkTest {

    @Test
    void shouldBeBelowTheFirstWhileNothingIsDone() {
        assertThat(new LowWaterMark(0).mark()).isEqualTo(-1);
        assertThat(new LowWaterMark(63).mark()).isEqualTo(62);
        assertThat(new LowWaterMark(1L << 50).mark()).isEqualTo((1L << 50) - 1);
    }

    @Test
    void shouldRefuseNegativeNumbers() {
        assertThatThrownBy(() -> new LowWaterMark(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("first: -1 (expected: 0 or more)");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 62, 63, 64, 65, 1_000_000_000_000L})
    void shouldFollowWhatIsDoneInOrder(long first) {
        LowWaterMark mark = new LowWaterMark(first);
        for (long n = first; n < first + 5_000; n++) {
            mark.done(n);
            assertThat(mark.mark()).isEqualTo(n);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 63, 64, 7_777_777_777L})
    void shouldWaitForTheOneThatIsMissing(long first) {
        LowWaterMark mark = new LowWaterMark(first);
        for (long n = first + 20_000; n > first; n--) {
            mark.done(n);
            assertThat(mark.mark()).isEqualTo(first - 1);
        }
        mark.done(first);
        assertThat(mark.mark()).isEqualTo(first + 20_000);
    }

    @Test
    void shouldTakeTheSameNumberAgain() {
        LowWaterMark mark = new LowWaterMark(10);
        mark.done(9);
        mark.done(12);
        mark.done(12);
        mark.done(10);
        mark.done(10);
        assertThat(mark.mark()).isEqualTo(10);
        mark.done(11);
        assertThat(mark.mark()).isEqualTo(12);
    }

    @Test
    void shouldRefuseANumberThatItHasNoMemoryFor() {
        LowWaterMark mark = new LowWaterMark(0);
        assertThatThrownBy(() -> mark.done(Long.MAX_VALUE)).isInstanceOf(IllegalArgumentException.class);
        mark.done(0);
        assertThat(mark.mark()).as("as it was").isZero();
    }

    /** Numbers are handed in with so much disorder, most of them within a window, as messages end. */
    @ParameterizedTest
    @CsvSource({"1, 5", "2, 64", "3, 100", "4, 1023", "5, 1024", "6, 1025", "7, 5000", "8, 30000"})
    void shouldBeWhatANaiveModelSays(long seed, int window) {
        Random random = new Random(seed);
        long first = random.nextInt(200);
        LowWaterMark mark = new LowWaterMark(first);
        TreeSet<Long> above = new TreeSet<>();
        long expected = first - 1;
        for (long done : disordered(random, first, 60_000, window)) {
            mark.done(done);
            above.add(done);
            while (!above.isEmpty() && above.first() == expected + 1) {
                expected = above.pollFirst();
            }
            assertThat(mark.mark()).isEqualTo(expected);
        }
        assertThat(above).isEmpty();
    }

    private static List<Long> disordered(Random random, long first, int count, int window) {
        List<Long> outstanding = new ArrayList<>();
        List<Long> order = new ArrayList<>();
        LongStream.range(first, first + count).forEach(n -> {
            outstanding.add(n);
            if (outstanding.size() >= window) {
                Collections.swap(outstanding, random.nextInt(outstanding.size()), outstanding.size() - 1);
                order.add(outstanding.remove(outstanding.size() - 1));
            }
        });
        Collections.shuffle(outstanding, random);
        order.addAll(outstanding);
        return order;
    }
}
