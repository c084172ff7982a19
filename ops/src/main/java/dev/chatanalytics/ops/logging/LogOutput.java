package dev.chatanalytics.ops.logging;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import dev.chatanalytics.ops.config.LogFormat;
import net.logstash.logback.encoder.LogstashEncoder;
import org.slf4j.LoggerFactory;

/** Sets the format of the log, which is text until it is told otherwise. */
public final class LogOutput {

    private LogOutput() {}

    /** From now on in this format. Called once, before there are other threads. */
    public static void use(LogFormat format) {
        if (format == LogFormat.JSON && LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
            json((OutputStreamAppender<ILoggingEvent>) root.getAppender("console"));
        }
    }

    private static void json(OutputStreamAppender<ILoggingEvent> console) {
        LogstashEncoder encoder = new LogstashEncoder();
        encoder.setContext(console.getContext());
        encoder.start();
        console.stop();
        console.setEncoder(encoder);
        console.start();
    }
}
