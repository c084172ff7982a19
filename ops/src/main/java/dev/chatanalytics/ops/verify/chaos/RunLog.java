package dev.chatanalytics.ops.verify.chaos;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.FileAppender;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.LoggerFactory;

/**
 * While it is open, what this process logs goes to a file: parts of the stack rightly complain of what is done to them,
 * and nobody who looks at the progress needs to see that. Once in a process at a time.
 */
final class RunLog implements AutoCloseable {

    private static final String PATTERN = "%d{HH:mm:ss.SSS} %-5level %-15thread %logger{0}: %msg%n";

    private final List<Appender<ILoggingEvent>> before = new ArrayList<>();
    private final FileAppender<ILoggingEvent> file = new FileAppender<>();
    private final Logger root;

    private RunLog(Path path) {
        root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        root.iteratorForAppenders().forEachRemaining(before::add);
        LoggerContext context = root.getLoggerContext();
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(PATTERN);
        encoder.start();
        file.setContext(context);
        file.setEncoder(encoder);
        file.setFile(path.toString());
        file.start();
        root.addAppender(file);
        before.forEach(root::detachAppender);
    }

    static RunLog to(Path file) {
        return new RunLog(file);
    }

    @Override
    public void close() {
        before.forEach(root::addAppender);
        root.detachAppender(file);
        file.stop();
    }
}
