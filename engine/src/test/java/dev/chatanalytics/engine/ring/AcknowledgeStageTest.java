package dev.chatanalytics.engine.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatanalytics.engine.CountingMetrics;
import dev.chatanalytics.engine.RecordingReceipt;
import dev.chatanalytics.engine.message.Message;
import dev.chatanalytics.engine.port.MessageLog;
import org.junit.jupiter.api.Test;

class AcknowledgeStageTest {

    private final RecordingReceipt receipt = new RecordingReceipt();

    private MessageSlot slot(int number) {
        MessageSlot slot = new MessageSlot();
        slot.fill(new byte[0], receipt, 0, 0);
        slot.validated(new Message("m-" + number, "bot-7", null, "hello", 0, 0));
        return slot;
    }

    /** Cannot make the first of its commits durable. */
    private static MessageLog failingOnce(Runnable fault) {
        return new MessageLog() {
            private boolean failed;

            @Override
            public void append(long sequence, Message message) {}

            @Override
            public void commit() {
                if (!failed) {
                    failed = true;
                    fault.run();
                }
            }

            @Override
            public void release(long sequence) {}
        };
    }

    @Test
    void shouldPromiseNothingOfWhatAnErrorKeptFromBeingDurable() {
        AcknowledgeStage stage = new AcknowledgeStage(
                failingOnce(() -> {
                    throw new OutOfMemoryError("on purpose");
                }),
                new CountingMetrics());
        stage.handle(slot(1), 1);
        assertThatThrownBy(stage::endOfTurn).isInstanceOf(OutOfMemoryError.class);
        stage.handle(slot(2), 2);
        stage.endOfTurn();

        assertThat(receipt.told).containsExactly("unavailable", "accepted m-2");
    }

    @Test
    void shouldAskToTryAgainWhenTheLogFails() {
        AcknowledgeStage stage = new AcknowledgeStage(
                failingOnce(() -> {
                    throw new IllegalStateException("on purpose");
                }),
                new CountingMetrics());
        stage.handle(slot(1), 1);
        stage.endOfTurn();
        stage.handle(slot(2), 2);
        stage.endOfTurn();

        assertThat(receipt.told).containsExactly("unavailable", "accepted m-2");
    }
}
