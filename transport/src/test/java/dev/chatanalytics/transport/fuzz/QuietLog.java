package dev.chatanalytics.transport.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/** Fails a test class during which we or Netty log a warning or worse: a client must not be able to cause one. */
final class QuietLog implements BeforeAllCallback, AfterAllCallback {

    private static final List<String> LOGGERS = List.of("dev.chatanalytics", "io.netty");

    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
                complaints.add(event.getLoggerName() + ": " + event.getFormattedMessage());
            }
        }
    };

    @Override
    public void beforeAll(ExtensionContext context) {
        appender.start();
        LOGGERS.forEach(name -> logger(name).addAppender(appender));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        LOGGERS.forEach(name -> logger(name).detachAppender(appender));
        assertThat(complaints).as("what was logged").isEmpty();
    }

    private static Logger logger(String name) {
        return (Logger) LoggerFactory.getLogger(name);
    }
}
