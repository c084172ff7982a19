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
        try (RunningService stopping = stack.startAnother(Map.of())) {
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
