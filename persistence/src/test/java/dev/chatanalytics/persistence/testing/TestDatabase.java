package dev.chatanalytics.persistence.testing;

import dev.chatanalytics.engine.runtime.TimerWheel;
import dev.chatanalytics.persistence.database.Database;
import dev.chatanalytics.persistence.database.DatabaseOptions;
import dev.chatanalytics.persistence.database.Partitions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One database of a test, seen past the code under test. */
public record TestDatabase(TestServer server, String name) {

    public DatabaseOptions options() {
        return options(TestServer.PATIENT);
    }

    public DatabaseOptions options(Duration writeTimeout) {
        return TestServer.options(name, server.port(), 8, writeTimeout);
    }

    /** Reached by another way, such as through a proxy. */
    public DatabaseOptions optionsAt(int port, Duration writeTimeout) {
        return TestServer.options(name, port, 4, writeTimeout);
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(TestServer.url(name, server.port()));
    }

    /** Makes the table, as the service does when it starts. */
    public TestDatabase migrate() {
        try (TimerWheel timers = new TimerWheel("timer-migrate");
                Database database = new Database(options(), timers)) {
            database.migrate();
            return this;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Makes the partitions for {@link Messages}, so that a first batch costs no more time than the others. */
    public TestDatabase makePartitions() {
        return makePartitions(Duration.ZERO);
    }

    /** Those for messages up to this age, too. */
    public TestDatabase makePartitions(Duration maxAge) {
        try (Connection connection = connect()) {
            Partitions.makeAround(connection, Instant.ofEpochSecond(0, Messages.NOW * 1_000), maxAge);
            return this;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Has new connections read only, or not. */
    public void setReadOnly(boolean on) {
        new TestDatabase(server, "postgres")
                .run("ALTER DATABASE " + name + " SET default_transaction_read_only = " + on);
    }

    /** Runs statements that return nothing. */
    public void run(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** The first column of what a query finds, as text. */
    public List<String> ask(String sql) {
        List<String> values = new ArrayList<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                values.add(row.getString(1));
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    public long count() {
        return Long.parseLong(ask("SELECT count(*) FROM messages").get(0));
    }
}
