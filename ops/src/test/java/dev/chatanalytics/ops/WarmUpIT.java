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
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class WarmUpIT {

    private static final Logger OURS = (Logger) LoggerFactory.getLogger("dev.chatanalytics");

    private static final Logger ITS_OWN = (Logger) LoggerFactory.getLogger(WarmUp.class);

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @TempDir
    private Path dir;

    @BeforeEach
    void listen() {
        log.start();
        OURS.addAppender(log);
        ITS_OWN.setLevel(Level.INFO);
    }

    @AfterEach
    void stopListening() {
        OURS.detachAppender(log);
        ITS_OWN.setLevel(null); // as the others'
    }

    /** Its messages are nobody's: an operator who is called because the database is down must not read that some are lost. */
    @Test
    void shouldEndWithoutComplaintWhenThereIsNoDatabase() throws Exception {
        assertThat(rehearsed("1m")).isPositive();
        assertThat(log.list).noneMatch(event -> event.getLevel().isGreaterOrEqual(Level.ERROR));
    }

    @Test
    void shouldSendOneBurstAndNoMoreWhenItsPartsAloneTakeLongerThanItMay() throws Exception {
        assertThat(rehearsed("1ms")).isEqualTo(Rehearsal.BURST);
    }

    /** How many messages it says it has rehearsed with, when it is asked to stop from its fifth look on whether it is. */
    private int rehearsed(String longest) throws Exception {
        String nobody = "jdbc:postgresql://127.0.0.1:" + FreePort.find() + "/postgres?user=postgres";
        Configuration configuration = Configurations.of(
                dir, nobody, "http://127.0.0.1:1/", "database.write-timeout", "20s", "startup.rehearsal", longest);
        AtomicInteger looks = new AtomicInteger();
        try (EventLoops loops = EventLoops.start(1, "rehearsal");
                TimerWheel timers = new TimerWheel("rehearsal-time")) {
            WarmUp.run(configuration, loops, timers, within -> looks.incrementAndGet() >= 5);
        }
        String last = log.list.get(log.list.size() - 1).getFormattedMessage();
        assertThat(last).startsWith("Rehearsed with ");
        return Integer.parseInt(last.split(" ")[2]);
    }
}
