package dev.chatanalytics.ops;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.chatanalytics.engine.runtime.TimerWheel;
import dev.chatanalytics.ops.config.Configuration;
import dev.chatanalytics.ops.verify.chaos.FreePort;
import dev.chatanalytics.transport.http.EventLoops;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class RehearsalIT {

    private static final Logger OURS = (Logger) LoggerFactory.getLogger("dev.chatanalytics");

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @TempDir
    private Path dir;

    @BeforeEach
    void listen() {
        log.start();
        OURS.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        OURS.detachAppender(log);
    }

    /** Its messages are nobody's: an operator who is called because the database is down must not read that some are lost. */
    @Test
    void shouldEndWithoutComplaintWhenThereIsNoDatabase() throws Exception {
        String nobody = "jdbc:postgresql://127.0.0.1:" + FreePort.find() + "/postgres?user=postgres";
        Configuration patient = Configurations.of(dir, nobody, "http://127.0.0.1:1/", "database.write-timeout", "20s");
        try (EventLoops loops = EventLoops.start(1, "rehearsal");
                TimerWheel timers = new TimerWheel("rehearsal-time")) {
            try (Rehearsal rehearsal = Rehearsal.start(patient, loops, timers)) {
                rehearsal.burst();
            }
        }

        assertThat(log.list).noneMatch(event -> event.getLevel().isGreaterOrEqual(Level.ERROR));
    }
}
