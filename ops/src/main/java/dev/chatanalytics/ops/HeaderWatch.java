package dev.chatanalytics.ops;

import dev.chatanalytics.engine.runtime.LogThrottle;
import dev.chatanalytics.engine.runtime.NamedThreads;
import dev.chatanalytics.ops.config.NlpHeaders;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads files of headers every second, on a thread of its own, and passes on what has changed: a token that is renewed
 * is sent from then on. While a file is half written, or away, the headers stay as they were. Starting and closing belong
 * to one owner.
 */
final class HeaderWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HeaderWatch.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final NlpHeaders headers;
    private final Consumer<Map<String, String>> changed;
    private final LogThrottle faults = LogThrottle.everyMinute();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = NamedThreads.create("nlp-headers", this::run);
    private Map<String, String> last;

    /** @param now the headers that are sent already */
    HeaderWatch(NlpHeaders headers, Map<String, String> now, Consumer<Map<String, String>> changed) {
        this.headers = headers;
        this.last = now;
        this.changed = changed;
    }

    /** Begins to read, unless nothing can change. A second call throws. */
    void start() {
        if (headers.mayChange()) {
            thread.start();
        }
    }

    private void run() {
        try {
            while (!closed.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException e) {
            LOG.debug("Interrupted, by a process that stops");
        }
    }

    private void look() {
        try {
            Map<String, String> now = headers.read();
            if (!now.equals(last)) {
                last = now;
                changed.accept(now);
                LOG.info("The headers for the NLP API have changed: {}", now.keySet());
            }
        } catch (IOException | RuntimeException e) {
            if (faults.admit() > 0) {
                LOG.warn("The headers for the NLP API stay as they were: {}", e.toString());
            }
        }
    }

    /** Ends the thread. A second call does nothing. */
    @Override
    public void close() {
        closed.countDown();
        NamedThreads.join(thread);
    }
}
