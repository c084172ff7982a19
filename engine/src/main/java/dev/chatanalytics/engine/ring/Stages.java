package dev.chatanalytics.engine.ring;

import com.lmax.disruptor.RingBuffer;
import dev.chatanalytics.engine.EngineOptions;
import dev.chatanalytics.engine.Ports;
import dev.chatanalytics.engine.admission.Admission;
import dev.chatanalytics.engine.message.MessageParser;
import dev.chatanalytics.engine.store.SafeKeeping;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.jctools.queues.MpscBlockingConsumerArrayQueue;

/** The stages of one ring, in the order in which a message passes them, and their threads. Belongs to the ring's owner. */
final class Stages {

    private final RingBuffer<MessageSlot> ring;
    private final List<StageCursor> intakeStages;
    private final IntakeProcessor intake;
    private final SlotReuse reuse;
    private final PersistStage persist;
    private final List<BatchWriter> writers;
    private final SlotEnds leftovers;

    /** The whole graph, in data order. */
    Stages(
            EngineOptions options,
            Ports ports,
            RingBuffer<MessageSlot> ring,
            LoggedSlots logged,
            Admission admission,
            Consumer<Throwable> onFailure) {
        this.ring = ring;
        leftovers = new SlotEnds(admission);
        SlotEnds intakeEnds = new SlotEnds(admission);
        // Every slot, and every writer.
        var completions = new MpscBlockingConsumerArrayQueue<PersistSignal>(
                ring.getBufferSize() + options.persist().writers());
        var parser = new MessageParser(options.rules());
        intakeStages = cursors(
                onFailure,
                new ValidateStage(parser, admission, intakeEnds, ports.metrics()),
                new AcknowledgeStage(ports.log(), logged, admission.pace(), intakeEnds, ports.metrics()),
                new DispatchStage(ports.nlp(), completions, admission));
        intake = new IntakeProcessor(ring.newBarrier(), new TurnLimit(ring), intakeStages, onFailure);
        logged.wakes(intake);
        var keeping = new SafeKeeping(ports.store(), ports.deadLetters(), ports.metrics(), options.persist());
        writers = IntStream.range(0, options.persist().writers())
                .mapToObj(i -> new BatchWriter(i, keeping, completions, onFailure))
                .toList();
        reuse = new SlotReuse(ring, new SlotEnds(admission));
        persist = new PersistStage(ring, completions, writers, ports.log(), reuse, options.persist(), onFailure);
        // A slot is used again when its message is safe, and stage 4 alone knows that.
        ring.addGatingSequences(reuse.sequence());
    }

    private List<StageCursor> cursors(Consumer<Throwable> onFailure, Stage... stages) {
        List<StageCursor> cursors = new ArrayList<>();
        for (Stage stage : stages) {
            cursors.add(new StageCursor(stage, ring, onFailure));
        }
        return cursors;
    }

    /** How far each stage is, and could be: as far as the one before it, the first as far as the producers. */
    List<StageWatch.Progress> progress() {
        List<StageWatch.Progress> progress = new ArrayList<>();
        LongSupplier before = ring::getCursor;
        for (StageCursor stage : intakeStages) {
            progress.add(new StageWatch.Progress(stage.name(), stage::position, before));
            before = stage::position;
        }
        // Sequences begin at 0, so as many have passed as the last one's number and one.
        progress.add(new StageWatch.Progress("persist", () -> reuse.passed() - 1, before));
        return progress;
    }

    void start() {
        writers.forEach(BatchWriter::start);
        persist.start();
        intake.start();
    }

    void wakeIntake() {
        intake.wake();
    }

    /**
     * Ends all threads, in the order of the way. Senders that have no answer yet are told to try again.
     *
     * @return how many messages are not safe
     */
    int close() {
        intake.halt();
        intake.join();
        persist.halt();
        persist.join();
        writers.forEach(BatchWriter::close);
        int left = 0;
        for (long s = reuse.sequence().get() + 1; s <= ring.getCursor(); s++) {
            MessageSlot slot = ring.get(s);
            left += slot.isAdmitted() ? 1 : 0;
            slot.abandon();
            leftovers.end(slot);
        }
        leftovers.giveBack();
        return left;
    }
}
