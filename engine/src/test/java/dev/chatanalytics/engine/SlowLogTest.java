package dev.chatanalytics.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.chatanalytics.engine.port.MessageLog;
import dev.chatanalytics.engine.port.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What becomes of messages whose log takes its time, or tells when their senders have been told something else. */
class SlowLogTest {

    @RegisterExtension
    final EngineRig rig = new EngineRig();

    /** Holds the intake thread in a commit until the test lets it go. */
    private static final class HeldCommits implements Runnable {

        private volatile CountDownLatch held = new CountDownLatch(0);
        private volatile boolean waiting;

        void hold() {
            held = new CountDownLatch(1);
        }

        void letGo() {
            held.countDown();
        }

        @Override
        public void run() {
            waiting = held.getCount() > 0;
            try {
                held.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            waiting = false;
        }
    }

    @Test
    void shouldNeitherAnalyseNorStoreWhatWasWithdrawn() throws Exception {
        ManualLog log = ManualLog.untold();
        rig.start(log, rig.nlp, 10);
        RecordingReceipt first = rig.offer("m-1", "text", OfferResult.ACCEPTED);
        await("the commit").until(() -> log.untold.size() == 1);
        first.timeOut();
        log.tell(log.untold.poll());
        await("the withdrawal").until(() -> rig.metrics.of(Outcome.WITHDRAWN) == 1);

        assertThat(log.withdrawn).containsExactly(1L);
        RecordingReceipt second = rig.offer("m-2", "text", OfferResult.ACCEPTED);
        await("the commit").until(() -> log.untold.size() == 1);
        log.tell(log.untold.poll());
        rig.nlp.nextCall().answer();
        rig.drained();
        assertThat(second.told).containsExactly("accepted m-2");
        assertThat(log.released).containsExactly(2L);
        assertThat(rig.store.rows).hasSize(1);
    }

    @Test
    void shouldNotLogWhatWasWithdrawnBefore() throws Exception {
        HeldCommits commits = new HeldCommits();
        ManualLog log = ManualLog.durableAfter(commits);
        rig.nlp.answerAtOnce();
        rig.start(log, rig.nlp, 10);
        await("the first look").until(() -> log.probes.get() == 1);
        commits.hold();
        rig.offer("m-1", "text", OfferResult.ACCEPTED);
        await("the commit").until(() -> commits.waiting);
        rig.offer("m-2", "text", OfferResult.ACCEPTED).timeOut();
        commits.letGo();
        rig.drained();

        assertThat(log.appended()).isEqualTo(1);
        assertThat(rig.metrics.of(Outcome.WITHDRAWN)).isEqualTo(1);
        assertThat(rig.store.rows).hasSize(1);
    }

    @Test
    void shouldRefuseAtOnceWhatTheLogWouldNotMakeDurableInTime() throws Exception {
        HeldCommits commits = new HeldCommits();
        ManualLog log = ManualLog.durableAfter(commits);
        rig.nlp.answerAtOnce();
        rig.commitTimeout = Duration.ofMillis(300);
        rig.start(log, rig.nlp, 10);
        await("the first look").until(() -> log.probes.get() == 1);
        commits.hold();
        RecordingReceipt first = rig.offer("m-1", "text", OfferResult.ACCEPTED);
        await("slow").until(() -> rig.engine.logPace().isTooSlow());
        assertThat(rig.engine.precheck()).as("some are let in").isEqualTo(OfferResult.ACCEPTED);

        List<RecordingReceipt> letIn = new ArrayList<>();
        RecordingReceipt next = rig.receipt();
        while (rig.engine.offer(rig.submission("b", "s-" + letIn.size(), "text", next)) == OfferResult.ACCEPTED_SLOW) {
            letIn.add(next);
            next = rig.receipt();
        }
        assertThat(letIn).as("some, to see when it is better").hasSize(16);
        assertThat(rig.engine.precheck()).isEqualTo(OfferResult.LOG_SLOW);
        rig.receipt(); // the one that was looked for in advance counts as refused
        commits.letGo();
        await("all told").until(() -> letIn.get(15).told.size() == 1);
        assertThat(first.told).containsExactly("accepted m-1");
        await("quick again").until(() -> !rig.engine.logPace().isTooSlow());
        rig.offer("m-2", "text", OfferResult.ACCEPTED);
        rig.drained();
    }

    @Test
    void shouldProbeALogThatWasSlowWhileNobodyOffers() throws Exception {
        HeldCommits commits = new HeldCommits();
        ManualLog log = ManualLog.durableAfter(commits);
        rig.nlp.answerAtOnce();
        rig.commitTimeout = Duration.ofMillis(100);
        rig.start(log, rig.nlp, 10);
        await("the first look").until(() -> log.probes.get() == 1);
        commits.hold();
        rig.offer("m-1", "text", OfferResult.ACCEPTED);
        await("slow").until(() -> rig.engine.logPace().isTooSlow());
        commits.letGo();

        await("a probe that shows that it is quick again")
                .until(() -> !rig.engine.logPace().isTooSlow());
        assertThat(log.probes.get()).isGreaterThan(1);
        rig.drained();
    }

    @Test
    void shouldAnswerInWhateverOrderTheLogTells() throws Exception {
        ManualLog log = ManualLog.untold();
        rig.nlp.answerAtOnce();
        rig.start(log, rig.nlp, 10);
        List<RecordingReceipt> receipts = IntStream.range(0, 3)
                .mapToObj(i -> rig.offer("m-" + i, "text", OfferResult.ACCEPTED))
                .toList();
        await("the commits").until(() -> log.untold.size() == 3);
        List<MessageLog.Entry> entries = List.copyOf(log.untold);
        log.tell(entries.get(2));
        await("the last one first").until(() -> receipts.get(2).told.size() == 1);

        assertThat(receipts.get(0).told).isEmpty();
        log.tell(entries.get(0));
        log.tell(entries.get(1));
        rig.drained();
        assertThat(receipts).allSatisfy(receipt -> assertThat(receipt.told).hasSize(1));
        assertThat(rig.store.rows).hasSize(3);
        assertThat(log.released).containsExactlyInAnyOrder(1L, 2L, 3L);
    }
}
