package dev.chatanalytics.persistence.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.chatanalytics.engine.runtime.TimerWheel;
import dev.chatanalytics.persistence.copy.CopyMessageStore;
import dev.chatanalytics.persistence.testing.Certificates;
import dev.chatanalytics.persistence.testing.Messages;
import dev.chatanalytics.persistence.testing.TestDatabase;
import dev.chatanalytics.persistence.testing.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server whose certificate is of an authority that only the URL names. */
@Timeout(120)
class TlsIT {

    @TempDir
    private static Path dir;

    private static DatabaseOptions trusting(TestDatabase database, Path authority) {
        return new DatabaseOptions(
                database.options().url() + "&sslmode=verify-full&sslrootcert=" + authority,
                null,
                null,
                2,
                Duration.ofSeconds(20));
    }

    @Test
    void shouldTrustTheAuthorityThatTheUrlNamesAndNoOther() throws Exception {
        Certificates ours = Certificates.make(Files.createDirectory(dir.resolve("ours")));
        Certificates others = Certificates.make(Files.createDirectory(dir.resolve("others")));
        TestServer server = TestServer.startWithTls(ours);
        try (TimerWheel timers = new TimerWheel("timer-test")) {
            TestDatabase real = server.newDatabase();
            try (Database trusted = new Database(trusting(real, ours.authority()), timers)) {
                trusted.migrate();
                new CopyMessageStore(trusted).store(Messages.batch(10));
                assertThat(real.count()).isEqualTo(10);
                assertThat(real.ask("SELECT bool_and(ssl) FROM pg_stat_ssl JOIN pg_stat_activity USING (pid)"
                                + " WHERE application_name = 'chat-analytics'"))
                        .containsExactly("t");
            }
            try (Database suspect = new Database(trusting(real, others.authority()), timers)) {
                SQLException e = catchThrowableOfType(SQLException.class, suspect::migrate);
                assertThat(e.getMessage()).contains("SSL error");
                assertThat(suspect.access(Duration.ofMillis(300))).isEqualTo(Access.NONE);
            }
        } finally {
            server.stop();
        }
    }
}
