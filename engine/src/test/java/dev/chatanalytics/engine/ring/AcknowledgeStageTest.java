package dev.chatanalytics.engine.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatanalytics.engine.CountingMetrics;
import dev.chatanalytics.engine.EngineOptions;
import dev.chatanalytics.engine.ManualLog;
import dev.chatanalytics.engine.RecordingReceipt;
import dev.chatanalytics.engine.Sender;
import dev.chatanalytics.engine.Submission;
import dev.chatanalytics.engine.admission.Admission;
import dev.chatanalytics.engine.admission.ByteBudget;
import dev.chatanalytics.engine.admission.LogPace;
import dev.chatanalytics.engine.message.Message;
import dev.chatanalytics.engine.port.MessageLog;
import dev.chatanalytics.engine.port.Outcome;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AcknowledgeStageTest {

    private final RecordingReceipt receipt = new RecordingReceipt();
    private final LoggedSlots logged = new LoggedSlots(16);
    private final CountingMetrics metrics = new CountingMetrics();
    private final AtomicLong standstill = new AtomicLong();
    private final LogPace pace = new LogPace(Duration.ofSeconds(1), () -> System.nanoTime() + standstill.get());

    private MessageSlot slot(int number) {
        MessageSlot slot = new MessageSlot(logged::add);
        slot.fill(new Submission(new byte[0], Sender.ANONYMOUS, receipt), 0, 0, 1, 0, 0);
        slot.validated(new Message("m-" + number, "bot-7", null, "hello", 0, 0));
        return slot;
    }

    private AcknowledgeStage stage(MessageLog log) {
        var ring = new EngineOptions.Ring(64, 0.1, EngineOptions.WaitStrategy.AUTO);
        var ends = SlotEnds.early(new Admission(ring, new ByteBudget(1 << 20), pace));
        return new AcknowledgeStage(log, logged, pace, ends, metrics);
    }

    /** Throws at the first of its commits. */
    private static MessageLog throwingOnce(Runnable fault) {
        boolean[] thrown = {false};
        return ManualLog.durableAfter(() -> {
            if (!thrown[0]) {
                thrown[0] = true;
                fault.run();
            }
        });
    }

    @Test
    void shouldPromiseNothingOfWhatAnErrorKeptFromBeingDurable() {
        AcknowledgeStage stage = stage(throwingOnce(() -> {
            throw new OutOfMemoryError("on purpose");
        }));
        stage.handle(slot(1), 1);
        assertThatThrownBy(stage::endOfTurn).isInstanceOf(OutOfMemoryError.class);

        assertThat(receipt.told).containsExactly("unavailable");
        assertThat(metrics.of(Outcome.UNACKNOWLEDGED)).isEqualTo(1);
    }

    @Test
    void shouldAskToTryAgainWhenTheLogThrows() {
        AcknowledgeStage stage = stage(throwingOnce(() -> {
            throw new IllegalStateException("on purpose");
        }));
        stage.handle(slot(1), 1);
        stage.endOfTurn();

        assertThat(receipt.told).containsExactly("unavailable");
    }

    @Test
    void shouldAskToTryAgainWhenAnAppendThrows() {
        AcknowledgeStage stage = stage(new MessageLog() {
            @Override
            public void append(Message message, Entry entry) {
                throw new IllegalStateException("on purpose");
            }

            @Override
            public void commit() {}

            @Override
            public void release(long high, long low) {}

            @Override
            public void withdraw(long high, long low) {}

            @Override
            public boolean idle(boolean probe) {
                return false;
            }
        });
        stage.handle(slot(1), 1);
        stage.endOfTurn();

        assertThat(receipt.told).containsExactly("unavailable");
    }

    @Test
    void shouldAnswerOnceTheLogHasTold() {
        AcknowledgeStage stage = stage(ManualLog.durableAtOnce());
        stage.handle(slot(2), 2);
        assertThat(receipt.told).isEmpty();
        stage.endOfTurn();

        assertThat(receipt.told).containsExactly("accepted m-2");
    }

    @Test
    void shouldHaveTheLogNoteWhatThereIsOnlyWhileNothingIsCommitted() {
        ManualLog log = ManualLog.durableAtOnce();
        AcknowledgeStage stage = stage(log);
        stage.idle();
        assertThat(log.idle).as("what the log is like").hasValue(1);
        stage.handle(slot(1), 1);
        stage.endOfTurn();
        stage.idle();
        assertThat(log.idle).as("messages were committed a moment ago").hasValue(1);
        stage.idle();

        assertThat(log.idle).hasValue(2);
        assertThat(log.probes).hasValue(1);
    }

    @Test
    void shouldNotTakeAStandstillForASlowLogForEverWhereThereIsNone() {
        pace.begin();
        standstill.set(Duration.ofSeconds(2).toNanos());
        pace.end(true);
        assertThat(pace.isTooSlow()).isTrue();
        stage(MessageLog.MEMORY).idle();

        assertThat(pace.isTooSlow()).isFalse();
    }

    @Test
    void shouldCountTheTimeOfACommitAsWaitingForTheLog() {
        AcknowledgeStage stage = stage(ManualLog.durableAfter(
                () -> assertThat(pace.waitedNanos()).as("under way").isPositive()));
        stage.handle(slot(1), 1);
        stage.endOfTurn();
        long after = pace.waitedNanos();

        assertThat(after).isPositive().isEqualTo(pace.waitedNanos());
        assertThat(pace.commitNanos()).isEqualTo(after);
    }
}
