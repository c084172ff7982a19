package dev.chatanalytics.persistence.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatanalytics.persistence.testing.TestDatabase;
import dev.chatanalytics.persistence.testing.TestServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Partitions on a real server that others work on, too. */
@Timeout(120)
class PartitionsIT {

    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final Duration WEEK = Duration.ofDays(7);

    private final TestDatabase real = TestServer.shared().newDatabase().migrate();
    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        connection = real.connect();
    }

    @AfterEach
    void disconnect() throws SQLException {
        assertThat(connection.getAutoCommit()).as("fit for use").isTrue();
        connection.close();
    }

    private MadePartitions make() throws SQLException {
        return Partitions.makeAround(connection, NOW, WEEK);
    }

    private List<String> attached() {
        return real.ask("SELECT inhrelid::regclass::text FROM pg_inherits"
                + " WHERE inhparent = 'messages'::regclass AND NOT inhdetachpending ORDER BY 1");
    }

    @Test
    void shouldMakePartitionsFromTheOldestMessageToTwoWeeksAhead() throws SQLException {
        assertThat(make().made()).isEqualTo(4);
        assertThat(make().made()).as("again").isZero();
        assertThat(make().areAllThere()).isTrue();
        assertThat(attached())
                .containsExactly(
                        "messages_2026_11_16", "messages_2026_11_23", "messages_2026_11_30", "messages_2026_12_07");
    }

    @Test
    void shouldMakePartitionsWhileARowIsBeingWritten() throws SQLException {
        make();
        try (Connection writer = real.connect()) {
            writer.setAutoCommit(false);
            writer.createStatement()
                    .execute("INSERT INTO messages (message_id, bot_id, text, sent_at, received_at, nlp_status)"
                            + " VALUES ('m', 'b', 't', '2026-11-25T00:00:00Z', now(), 'ok')");
            assertThat(Partitions.makeAround(connection, NOW.plus(WEEK), WEEK).made())
                    .isEqualTo(1);
            writer.commit();
        }
        assertThat(real.count()).isEqualTo(1);
    }

    @Test
    void shouldLeaveAWeekAloneWhoseNameIsTakenAndMakeTheOthers() throws SQLException {
        real.run("CREATE TABLE messages_2026_11_23 (of_others int)");
        MadePartitions made = make();
        assertThat(made.made()).isEqualTo(3);
        assertThat(made.impossible()).containsOnlyKeys("messages_2026_11_23");
        assertThat(made.failed()).isEmpty();
        assertThat(real.ask("SELECT count(of_others) FROM messages_2026_11_23")).containsExactly("0");
    }

    @Test
    void shouldLeaveADetachedWeekAlone() throws SQLException {
        make();
        real.run("ALTER TABLE messages DETACH PARTITION messages_2026_11_16");
        MadePartitions made = make();
        assertThat(made.made()).isZero();
        assertThat(made.impossible().get("messages_2026_11_16")).contains("not attached", "detached");
        assertThat(attached()).hasSize(3);
    }

    @Test
    void shouldLeaveAWeekAloneThatIsBeingDetached() throws SQLException {
        make();
        try (Connection reader = real.connect();
                Connection owner = real.connect()) {
            reader.setAutoCommit(false);
            reader.createStatement().execute("SELECT count(*) FROM messages");
            Statement statement = owner.createStatement();
            statement.execute("SET statement_timeout = '300ms'");
            assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> statement.execute(
                            "ALTER TABLE messages DETACH PARTITION messages_2026_11_16 CONCURRENTLY")))
                    .as("waits for the reader")
                    .isInstanceOf(SQLException.class);
        }
        assertThat(real.ask(
                        "SELECT inhdetachpending FROM pg_inherits WHERE inhrelid = 'messages_2026_11_16'::regclass"))
                .containsExactly("t");
        assertThat(make().impossible()).containsOnlyKeys("messages_2026_11_16");
    }

    @Test
    void shouldSayThatAnotherPartitionHasAPartOfTheWeek() throws SQLException {
        real.run("CREATE TABLE november PARTITION OF messages FOR VALUES FROM ('2026-11-01Z') TO ('2026-12-01Z')");
        MadePartitions made = make();
        assertThat(made.made()).as("the week of 7 December").isEqualTo(1);
        assertThat(made.impossible().get("messages_2026_11_23")).contains("overlap", "november");
        assertThat(real.ask("SELECT to_regclass('messages_2026_11_23')")).containsExactly((String) null);
    }

    @Test
    void shouldNotWaitLongForALockOfOthers() throws SQLException {
        try (Connection owner = real.connect()) {
            owner.setAutoCommit(false);
            owner.createStatement().execute("LOCK TABLE ONLY messages IN SHARE UPDATE EXCLUSIVE MODE");
            MadePartitions made = make();
            assertThat(made.made()).isZero();
            assertThat(made.impossible()).isEmpty();
            assertThat(made.failed()).hasSize(4);
            assertThat(made.failed().get("messages_2026_11_16").getSQLState()).isEqualTo("55P03");
            assertThat(real.ask("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                            + " AND wait_event_type = 'Lock'"))
                    .as("still waiting")
                    .containsExactly("0");
        }
        assertThat(make().made()).isEqualTo(4);
    }

    @Test
    void shouldSayThatTheRoleMayNotMakePartitions() throws SQLException {
        String role = real.name() + "_writer";
        real.run("CREATE ROLE " + role + "; GRANT INSERT, SELECT ON messages TO " + role);
        connection.createStatement().execute("SET ROLE " + role);
        MadePartitions made = make();
        assertThat(made.made()).isZero();
        assertThat(made.failed()).as("nothing that passes").isEmpty();
        assertThat(made.impossible()).hasSize(4);
        assertThat(made.impossible().get("messages_2026_11_23")).contains("42501");
    }

    @Test
    void shouldMakePartitionsOfATableThatItsOwnerHasChanged() throws SQLException {
        real.run(
                "ALTER TABLE messages ADD tenant text DEFAULT 'us', ADD note text, ADD number bigint GENERATED ALWAYS AS"
                        + " IDENTITY, ALTER sentiment_score TYPE double precision, DROP user_id");
        real.run("CREATE INDEX ON messages (language)");
        assertThat(make().made()).isEqualTo(4);
    }

    @Test
    void shouldMakePartitionsBesideTheirTableWhateverTheSearchPath() throws SQLException {
        real.run("CREATE SCHEMA first");
        connection.createStatement().execute("SET search_path = first, public");
        assertThat(make().made()).isEqualTo(4);
        assertThat(real.ask(
                        "SELECT count(*) FROM pg_tables WHERE schemaname = 'public' AND tablename LIKE 'messages_2%'"))
                .containsExactly("4");
    }
}
