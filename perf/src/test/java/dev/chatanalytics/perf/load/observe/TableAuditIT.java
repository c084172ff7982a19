package dev.chatanalytics.perf.load.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatanalytics.perf.load.client.FilledOutcomes;
import dev.chatanalytics.perf.load.client.Outcomes.Outcome;
import dev.chatanalytics.perf.load.client.Run;
import dev.chatanalytics.perf.load.client.Schedule;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TableAuditIT {

    private static final String RUN = "auditrun";

    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void start() throws IOException, SQLException {
        postgres = EmbeddedPostgres.start();
        // Without the real table's primary key, so that a duplicate can be seen at all.
        execute("CREATE TABLE messages (message_id text, sent_at timestamptz, received_at timestamptz,"
                + " stored_at timestamptz, nlp_status text)");
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @Test
    void shouldHoldEach202AgainstTheTable() throws SQLException {
        Run run = new Run(
                new Schedule(2, Duration.ofSeconds(1), Duration.ofMillis(2_500)),
                RUN,
                1,
                System.nanoTime(),
                Instant.now(),
                FilledOutcomes.of(
                        Outcome.ACKNOWLEDGED,
                        Outcome.ACKNOWLEDGED,
                        Outcome.ACKNOWLEDGED,
                        Outcome.ACKNOWLEDGED,
                        Outcome.LOST,
                        Outcome.REFUSED));
        row(RUN + "-0000000000", 900_000, "failed");
        row(RUN + "-0000000001", 100_000, "ok");
        row(RUN + "-0000000002", 250_000, "ok");
        row(RUN + "-0000000002", 260_000, "ok");
        row(RUN + "-0000000004", 300_000, "ok");
        row("otherrun-0000000003", 1, "ok");

        AuditResult audit = TableAudit.of(run, postgres.getJdbcUrl("postgres", "postgres"));

        assertThat(audit.acknowledged()).isEqualTo(4);
        assertThat(audit.missing()).as("the fourth").isEqualTo(1);
        assertThat(audit.duplicates()).as("the third").isEqualTo(1);
        assertThat(audit.unpromised()).as("the fifth").isEqualTo(1);
        assertThat(audit.promiseKept()).isFalse();
        assertThat(audit.nlpStatus()).isEqualTo(Map.of("ok", 4L, "failed", 1L));
        assertThat(audit.receivedToStored().getTotalCount())
                .as("warm-up left out")
                .isEqualTo(4);
        assertThat(audit.receivedToStored().getValueAtPercentile(100)).isBetween(299_000L, 301_000L);
        assertThat(audit.p99BySecond()).hasSize(3);
        assertThat(audit.p99BySecond().get(0)).isBetween(890.0, 910.0);
    }

    private static void row(String id, int micros, String status) throws SQLException {
        execute("INSERT INTO messages VALUES ('" + id + "', now(), '2026-11-23T08:00:00Z', timestamptz"
                + " '2026-11-23T08:00:00Z' + interval '" + micros + " microseconds', '" + status + "')");
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
