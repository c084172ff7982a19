package dev.chatanalytics.perf.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.chatanalytics.perf.load.client.Fleet;
import dev.chatanalytics.perf.load.client.Run;
import dev.chatanalytics.perf.load.client.RunningLoad;
import dev.chatanalytics.perf.load.client.Schedule;
import dev.chatanalytics.perf.load.client.SourceAddresses;
import dev.chatanalytics.perf.load.client.Texts;
import dev.chatanalytics.perf.testbed.Cpus;
import dev.chatanalytics.perf.testbed.OwnCpus;
import dev.chatanalytics.perf.testbed.SeasonedDatabase;
import dev.chatanalytics.perf.testbed.ServiceProcess;
import dev.chatanalytics.perf.testbed.Surroundings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one message costs the shipped service, with a real database and real sockets, held against the budget. */
class CostGuardIT {

    private static final int CONNECTIONS = 16;
    private static final int BOTS = 100;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration NONE = Duration.ZERO;
    private static final Schedule WARM_UP = new Schedule(1_000, NONE, Duration.ofSeconds(3));

    /** Slow enough that each message goes its way alone: the most calls, and the same each time. */
    private static final Schedule MEASURED = new Schedule(500, NONE, Duration.ofSeconds(4));

    @TempDir
    private Path directory;

    @Test
    void shouldCostNoMoreThanTheBudget() throws IOException, InterruptedException, SQLException {
        Budget budget = Budget.read(Path.of("budget.properties"));
        Path program = Path.of("../ops/bin/chat-analytics").toRealPath();
        MessageCost cost;
        try (Surroundings around = new Surroundings(
                        program, directory, cpus(), settings(), 1, SeasonedDatabase.DEFAULT_GIGABYTES);
                Connection database = DriverManager.getConnection(around.databaseUrl())) {
            ServiceProcess service = around.services().get(0);
            long pid = service.handle().pid();
            InetSocketAddress target = service.address();
            SourceAddresses sources = new SourceAddresses(target.getAddress());
            try (Fleet fleet = Fleet.open(target, sources, Texts.generated(), CONNECTIONS, 1);
                    Allocation allocation = Allocation.of(pid)) {
                send(fleet, WARM_UP, database, WARM_UP.messages());
                int all = WARM_UP.messages() + MEASURED.messages();
                cost = MessageCost.of(MEASURED.messages(), () -> send(fleet, MEASURED, database, all), allocation, pid);
            }
        }
        System.out.println(cost);
        assertThat(cost.excesses(budget)).as(cost.toString()).isEmpty();
    }

    /** Returns when the table has this many rows. */
    private static void send(Fleet fleet, Schedule schedule, Connection database, long rows)
            throws InterruptedException {
        RunningLoad load = fleet.start(Run.startingNow(schedule, BOTS));
        boolean ended = load.await(PATIENCE.toNanos());
        load.stop();
        assertThat(ended).as("every message was answered").isTrue();
        assertThat(load.answers()).as("answers by status").containsOnlyKeys(202);
        await("the messages to be stored")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(rows(database)).isEqualTo(rows));
    }

    private static long rows(Connection database) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet count = statement.executeQuery("SELECT count(*) FROM messages")) {
            count.next();
            return count.getLong(1);
        }
    }

    /** One CPU for the service, as in the headline run: with more of them it would have another collector and more event loops. */
    private static Cpus cpus() throws IOException {
        return new Cpus(OwnCpus.first(), OwnCpus.all());
    }

    /**
     * Patient, so that a slow machine costs no retries; always as many rows to a COPY; on the Java that runs this test; and
     * without the compiler that removes allocations, since when it has done so depends on the machine.
     */
    private static Map<String, String> settings() {
        return Map.of(
                "CHAT_ANALYTICS_JAVA_OPTS", "-XX:TieredStopAtLevel=1",
                "JAVA_HOME", System.getProperty("java.home"),
                "CHAT_ANALYTICS_HTTP_INGEST_TIMEOUT", "20s",
                "CHAT_ANALYTICS_PERSIST_BATCH_ROWS", "50",
                "CHAT_ANALYTICS_PERSIST_LINGER", "1s",
                "CHAT_ANALYTICS_NLP_TIMEOUT", "5s",
                "CHAT_ANALYTICS_DATABASE_WRITE_TIMEOUT", "20s");
    }
}
