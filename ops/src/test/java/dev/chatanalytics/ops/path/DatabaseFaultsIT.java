package dev.chatanalytics.ops.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The database refuses, restarts, hangs and drops sessions; nothing answered 202 is missing or there twice. */
class DatabaseFaultsIT {

    @RegisterExtension
    static final Stack stack = new Stack();

    @Test
    void shouldKeepMessagesWhileTheDatabaseIsDownAndStoreThemLater() throws Exception {
        RunningService service = stack.start(Map.of("database.write-timeout", "200ms"));
        stack.bots().sendAll("before", 100);
        Laws.awaitQuiet(service);
        // Not 0 when a write has taken too long before, as on a slow machine.
        double before = service.scrape().value("dead_letters_total");
        stack.database().stop();
        stack.bots().sendAll("down", 300);
        await("dead letters")
                .until(() -> service.scrape().value("dead_letters_pending") == 300
                        && service.scrape().value("queue_depth") == 0);
        assertThat(service.scrape().value("dead_letters_total") - before).isEqualTo(300);
        await("health says so").until(() -> service.admin("/health").statusCode() == 503);
        assertThat(service.admin("/health").body()).contains("unreachable");
        assertThat(service.admin("/livez").statusCode()).isEqualTo(200);
        assertThat(service.admin("/readyz").statusCode()).isEqualTo(200);

        stack.database().start();
        stack.bots().sendAll("after", 100);
        Laws.awaitQuiet(service);
        await("health again").until(() -> service.admin("/health").statusCode() == 200);
        assertThat(stack.bots().accepted).hasSize(500);
    }

    @Test
    void shouldKeepMessagesWhileTheDatabaseHangs() throws Exception {
        RunningService service = stack.start(Map.of("database.write-timeout", "100ms"));
        stack.bots().sendAll("before", 100);
        stack.database().freeze(true);
        try {
            stack.bots().sendAll("frozen", 300);
            await("dead letters").until(() -> service.scrape().value("dead_letters_pending") > 0);
        } finally {
            stack.database().freeze(false);
        }
        stack.bots().sendAll("after", 100);

        Laws.awaitQuiet(service);
        assertThat(stack.bots().accepted).hasSize(500);
    }

    @Test
    void shouldSurviveSessionsThatEndInTheMiddle() throws Exception {
        RunningService service = stack.start(Map.of());
        for (int round = 0; round < 10; round++) {
            stack.bots().sendAll("round-" + round, 100);
            stack.database().terminateSessions();
        }

        Laws.awaitQuiet(service);
        assertThat(stack.bots().accepted).hasSize(1000);
    }

    @Test
    void shouldLetTwoInstancesShareATable() throws Exception {
        RunningService first = stack.start(Map.of());
        try (RunningService second = stack.startAnother(Map.of())) {
            Chatbots others = new Chatbots(second.port());
            String body =
                    "{\"bot_id\":\"b\",\"message_id\":\"both\",\"text\":\"t\",\"timestamp\":\"" + Instant.now() + "\"}";
            for (Chatbots bots : Set.of(stack.bots(), others)) {
                assertThat(bots.post(body).join().statusCode()).isEqualTo(202);
            }
            stack.bots().sendAll("first", 200);
            others.sendAll("second", 200);
            Laws.awaitQuiet(second);
            Laws.awaitQuiet(first);
            stack.bots().accepted.putAll(others.accepted);
            stack.bots().accepted.put("both", "t");
            assertThat(first.scrape().messages("duplicate") + second.scrape().messages("duplicate"))
                    .isEqualTo(1);
        }
    }
}
