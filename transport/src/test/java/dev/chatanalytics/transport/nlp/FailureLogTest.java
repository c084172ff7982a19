package dev.chatanalytics.transport.nlp;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.ssl.NotSslRecordException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
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
    void shouldSayWhereARedirectLeadsAndNoMore() {
        log.answered(308, "https://user:s3cret@host/analyze/\r\n\u001b[31m\u0085\u202e?text=of-a-user#more");
        log.answered(302, "/" + "x".repeat(300));

        assertThat(said().get(0)).contains("answered 308 to https://host/analyze/[31m: ");
        assertThat(said().get(1)).contains("to /" + "x".repeat(199) + ": ");
    }

    @Test
    void shouldCountStatusesThatAreNoneTogether() {
        for (int status = 1000; status < 2000; status++) {
            log.answered(status, null);
        }

        assertThat(said()).hasSize(1);
    }

    @Test
    void shouldNameFaultsWithoutAnAnswer() {
        log.failed(connect(new UnknownHostException("nlp_api")), false);
        log.failed(new ConnectException("finishConnect(..) failed: Connection refused: /127.0.0.1:1"), false);
        log.failed(new ConnectException("finishConnect(..) failed: Connection refused: /127.0.0.1:1"), false);
        log.failed(connect(new ConnectException("No route to host\n")), false);
        log.failed(connect(new SSLHandshakeException("outer").initCause(new IOException("no path\r\nto a CA"))), true);
        log.failed(connect(new ClosedChannelException()), true);
        log.failed(new IOException("reset"), true);

        assertThat(said()).hasSize(5);
        assertThat(said().get(0)).contains("name that could not be resolved");
        assertThat(said().get(1)).contains("refused the connection");
        assertThat(said().get(2)).contains("could not be connected to: No route to host (1 since");
        assertThat(said().get(3)).contains("by TLS: no pathto a CA (1 since");
        assertThat(said().get(4)).contains("ended the connection before its answer");
    }

    @Test
    void shouldNotRepeatWhatWasReceived() {
        log.failed(new IllegalArgumentException("invalid version format: TEXT-OF-A-USER"), true);
        log.failed(new DecoderException("TEXT-OF-A-USER"), true);
        log.failed(new TooLongHttpHeaderException("TEXT-OF-A-USER"), true);
        log.failed(new IOException("TEXT-OF-A-USER"), true);
        log.failed(connect(new NotSslRecordException("not an SSL/TLS record: 544558542d4f46")), true);

        assertThat(said()).hasSize(3).noneMatch(line -> line.contains("TEXT") || line.contains("5445"));
        assertThat(said().get(2)).contains("does not speak TLS");
    }

    @Test
    void shouldNameAnUnknownEncoding() {
        log.unknownEncoding("br\u0000" + "x".repeat(500));

        assertThat(said().get(0)).contains("unknown Content-Encoding: br" + "x".repeat(198) + " (1 since");
    }

    private static ConnectException connect(Throwable cause) {
        ConnectException fault = new ConnectException(cause.getMessage());
        fault.initCause(cause);
        return fault;
    }
}
