package dev.chatanalytics.ops.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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

class EmbeddedDatabaseIT {

    @TempDir
    Path dir;

    @Test
    void shouldKeepDataBetweenRunsAndPromiseWhatAServerPromises() throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(dir)) {
            assertThat(ask(database, "SHOW fsync")).isEqualTo("on");
            assertThat(ask(database, "SHOW synchronous_commit")).isEqualTo("on");
            assertThat(ask(database, "SHOW data_directory"))
                    .isEqualTo(dir.resolve("postgres").toRealPath().toString());
            assertThat(ask(database, "CREATE TABLE kept AS SELECT 42 AS n; SELECT 1"))
                    .isNotNull();
        }
        Files.writeString(
                dir.resolve("postgres/postmaster.pid"),
                ProcessHandle.current().pid() + "\n",
                StandardCharsets.US_ASCII);

        try (EmbeddedDatabase database = EmbeddedDatabase.start(dir)) {
            assertThat(ask(database, "SELECT n FROM kept")).isEqualTo("42");
        }
    }

    @Test
    void shouldLeaveAnotherServerAloneThatHasTheNumberOfTheOldOne() throws Exception {
        Path others = Files.createDirectory(dir.resolve("others"));
        Path own = Files.createDirectory(dir.resolve("own"));
        EmbeddedDatabase.start(own).close();
        try (EmbeddedDatabase other = EmbeddedDatabase.start(others)) {
            Files.copy(others.resolve("postgres/postmaster.pid"), own.resolve("postgres/postmaster.pid"));

            try (EmbeddedDatabase database = EmbeddedDatabase.start(own)) {
                assertThat(ask(database, "SELECT 1")).isEqualTo("1");
                assertThat(ask(other, "SELECT 2")).isEqualTo("2");
            }
        }
    }

    @Test
    void shouldNameItsLogWhenItDoesNotStart() throws IOException {
        Files.createDirectories(dir.resolve("postgres"));
        Files.writeString(dir.resolve("postgres/postgresql.conf"), "no such setting");

        assertThatThrownBy(() -> EmbeddedDatabase.start(dir, Map.of(), Duration.ofSeconds(1)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("postgres.log");
    }

    private static String ask(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.url());
                Statement statement = connection.createStatement()) {
            boolean rows = statement.execute(sql);
            while (!rows) {
                rows = statement.getMoreResults();
            }
            try (ResultSet row = statement.getResultSet()) {
                row.next();
                return row.getString(1);
            }
        }
    }
}
