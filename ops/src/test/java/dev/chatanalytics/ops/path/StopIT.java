package dev.chatanalytics.ops.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.chatanalytics.engine.runtime.NamedThreads;
import dev.chatanalytics.ops.sandbox.Knob;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Stopping under load: whatever was answered 202 is stored, and no thread is left. */
class StopIT {

    @RegisterExtension
    static final Stack stack = new Stack();

    @Test
    void shouldStoreEverythingThatWasAcceptedBeforeItStops() throws Exception {
        try (RunningService stopping = stack.startAnother(Map.of("nlp.timeout", "5s"))) {
            stack.nlp(Knob.LATENCY_MS, 150);
            Chatbots bots = new Chatbots(stopping.port());
            AtomicBoolean over = new AtomicBoolean();
            Thread load = NamedThreads.create("load", () -> sendUntil(over, bots));
            load.start();
            await("a good flow").until(() -> bots.accepted.size() > 300);
            assertThat(stopping.stop()).as("all is safe").isTrue();
            over.set(true);
            NamedThreads.join(load);

            assertThat(stack.database().query("SELECT message_id FROM messages"))
                    .containsAll(bots.accepted.keySet());
            assertThat(stack.database().query("SELECT DISTINCT nlp_status FROM messages"))
                    .containsExactly("ok");
            assertThat(bots.refusals().keySet()).isSubsetOf(0, 503);
        }
        await("our threads to have ended")
                .until(() -> Thread.getAllStackTraces().keySet().stream()
                        .map(Thread::getName)
                        .noneMatch(name -> name.matches("(ring|batch-writer|http|admin|timers|dead-letter).*")));
    }

    @Test
    void shouldNotBeHurriedWhenOnlyMemoryHoldsWhatWasAccepted() throws Exception {
        stack.nlp(Knob.LATENCY_MS, 150);
        try (RunningService stopping = stack.startAnother(Map.of("durability.mode", "memory"))) {
            Chatbots bots = new Chatbots(stopping.port());
            bots.sendAll("m", 200);
            assertThat(stopping.stop(true)).as("all is safe").isTrue();
            assertThat(stack.database().query("SELECT message_id FROM messages"))
                    .containsExactlyInAnyOrderElementsOf(bots.accepted.keySet())
                    .hasSize(200);
        }
    }

    @Test
    void shouldLeaveToTheJournalWhatIsNotStoredInTime() throws Exception {
        stack.nlp(Knob.LATENCY_MS, 15_000);
        Map<String, String> settings = Map.of(
                "durability.dir", stack.directory("journal"), "nlp.timeout", "20s", "shutdown.drain-timeout", "100ms");
        try (RunningService stopping = stack.startAnother(settings)) {
            Chatbots bots = new Chatbots(stopping.port());
            bots.sendAll("m", 100);
            assertThat(stopping.stop()).as("all is kept").isTrue();
            assertThat(bots.accepted).hasSize(100);
        }
        assertThat(stack.database().query("SELECT 1 FROM messages")).isEmpty();
        stack.nlp(Knob.LATENCY_MS, 10);
        try (RunningService next = stack.startAnother(settings)) {
            Laws.awaitQuiet(next);
            assertThat(stack.database().query("SELECT 1 FROM messages")).hasSize(100);
        }
    }

    private static void sendUntil(AtomicBoolean over, Chatbots bots) {
        try {
            for (int i = 0; !over.get(); i++) {
                bots.send("m-" + i, "text");
            }
        } catch (InterruptedException e) {
            throw new AssertionError("nobody interrupts the load", e);
        }
    }
}
