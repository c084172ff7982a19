package dev.chatanalytics.ops.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.chatanalytics.ops.sandbox.Knob;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A 202 outlives the process that gave it. */
class JournalIT {

    @RegisterExtension
    static final Stack stack = new Stack();

    @Test
    void shouldStoreInTheNextRunWhatWasAnsweredInTheOneBefore() throws Exception {
        Map<String, String> onOneDirectory = Map.of(
                "durability.dir", stack.directory("journal"),
                "dead-letters.dir", stack.directory("dead-letters"),
                "nlp.timeout", "20s");
        stack.nlp(Knob.LATENCY_MS, 15_000);
        Chatbots before;
        try (RunningService first = stack.startAnother(onOneDirectory)) {
            before = new Chatbots(first.port());
            before.sendAll("before", 300);
            assertThat(before.accepted).hasSize(300);
            assertThat(first.admin("/health").body()).contains("\"mode\":\"journal\"", "\"fault\":null");
        } // closed without draining, so all that it had taken is lost to it

        assertThat(stack.database().query("SELECT 1 FROM messages")).isEmpty();
        stack.nlp(Knob.LATENCY_MS, 10);
        RunningService second = stack.start(onOneDirectory);
        stack.bots().accepted.putAll(before.accepted);
        assertThat(stack.database().query("SELECT count(*) FROM messages WHERE nlp_status = 'ok'"))
                .as("stored before new messages are taken")
                .containsExactly("300");
        stack.bots().sendAll("after", 100);
        await("nothing is left over").until(() -> second.scrape().value("queue_depth") == 0);
    }
}
