package dev.chatanalytics.transport.nlp;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.net.ConnectException;
import java.util.List;
import javax.net.ssl.SSLHandshakeException;
import org.asynchttpclient.uri.Uri;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class FailureLogTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger(FailureLog.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final FailureLog log = new FailureLog(Uri.create("http://nlp_api:9000/analyze?key=s3cret"));

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(lines);
    }

    private List<String> said() {
        return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    void shouldNameEachStatusOnceAMinute() {
        for (int i = 0; i < 100; i++) {
            log.answered(401, null);
            log.answered(503, null);
        }

        assertThat(said()).hasSize(2);
        assertThat(said().get(0)).contains("nlp_api:9000", "401", "nlp.headers").doesNotContain("s3cret");
        assertThat(said().get(1)).contains("503", "its own log");
    }

    @Test
    void shouldNameWhereARedirectLeads() {
        log.answered(307, "/analyze/?key=s3cret");

        assertThat(said())
                .singleElement()
                .asString()
                .contains("307 to /analyze/", "nlp.url")
                .doesNotContain("s3cret");
    }

    @Test
    void shouldNameTheCauseOfASilence() {
        log.failed(new ConnectException("Connection refused"));
        log.failed(new ConnectException("Connection refused"));
        log.failed(new ConnectException("wrapped").initCause(new SSLHandshakeException("no path\r\nto a CA")));

        assertThat(said()).hasSize(2);
        assertThat(said().get(0)).contains("Connection refused");
        assertThat(said().get(1)).contains("no path  to a CA");
    }
}
