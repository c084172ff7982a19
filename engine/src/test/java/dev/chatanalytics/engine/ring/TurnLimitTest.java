package dev.chatanalytics.engine.ring;

import static org.assertj.core.api.Assertions.assertThat;

import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.YieldingWaitStrategy;
import dev.chatanalytics.engine.RecordingReceipt;
import dev.chatanalytics.engine.Sender;
import dev.chatanalytics.engine.Submission;
import org.junit.jupiter.api.Test;

class TurnLimitTest {

    private static final int SIZE = 16_384;

    private final RingBuffer<MessageSlot> ring =
            RingBuffer.createMultiProducer(() -> new MessageSlot(slot -> {}), SIZE, new YieldingWaitStrategy());
    private final TurnLimit limit = new TurnLimit(ring);

    private void fill(long sequence, int bytes, int place, int batch) {
        var submission = new Submission(new byte[bytes], Sender.ANONYMOUS, new RecordingReceipt());
        ring.get(sequence).fill(submission, 0, place, batch, 0, 0);
    }

    @Test
    void shouldTakeAllWhenItIsLittle() {
        for (int i = 0; i < 100; i++) {
            fill(i, 300, 0, 1);
        }

        assertThat(limit.lastOf(-1, 99)).isEqualTo(99);
        assertThat(limit.lastOf(49, 99)).isEqualTo(99);
        assertThat(limit.lastOf(99, 99)).isEqualTo(99);
    }

    @Test
    void shouldTakeSoManyMessagesAtMost() {
        for (int i = 0; i < SIZE; i++) {
            fill(i, 1, 0, 1);
        }

        assertThat(limit.lastOf(-1, SIZE - 1)).isEqualTo(TurnLimit.MOST_MESSAGES - 1);
    }

    @Test
    void shouldTakeSoManyBytesAtMostAndOneMessageAtLeast() {
        int each = TurnLimit.MOST_BYTES / 4;
        for (int i = 0; i < 10; i++) {
            fill(i, i == 9 ? 2 * TurnLimit.MOST_BYTES : each, 0, 1);
        }

        assertThat(limit.lastOf(-1, 9)).isEqualTo(3);
        assertThat(limit.lastOf(8, 9)).isEqualTo(9);
    }

    @Test
    void shouldNotPartABatch() {
        fill(0, 1, 0, 1);
        for (int i = 0; i < 5; i++) {
            fill(1 + i, TurnLimit.MOST_BYTES / 2, i, 5);
        }
        fill(6, 1, 0, 1);

        assertThat(limit.lastOf(-1, 6)).as("whole, though it is too much").isEqualTo(5);
        assertThat(limit.lastOf(-1, 5)).isEqualTo(5);
        assertThat(limit.lastOf(-1, 4)).as("not all of it is there").isZero();
        assertThat(limit.lastOf(0, 3)).as("nor anything before it").isZero();
    }
}
