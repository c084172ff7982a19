package dev.chatanalytics.transport.nlp;

import dev.chatanalytics.engine.runtime.TimerWheel;
import dev.chatanalytics.transport.http.EventLoops;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The client with loops and a timer of its own, all closed together. */
final class ClientUnderTest implements AutoCloseable {

    /** For calls that are to be answered: far longer than any answer takes on a busy machine. */
    static final Duration AMPLE = Duration.ofSeconds(20);

    /** An echo of every character there is fits in. */
    static final int MAX_ANSWER = 64 * 1024;

    final EventLoops loops;
    final TimerWheel timer = new TimerWheel("test-timer");
    final HttpNlpClient client;
    private final Duration timeout;

    ClientUnderTest(URI url, int maxConnections, Duration timeout, int threads) {
        this.timeout = timeout;
        loops = EventLoops.start(threads, "client");
        client = HttpNlpClient.start(loops, timer, new HttpNlpClientOptions(url, maxConnections, timeout, MAX_ANSWER));
    }

    ClientUnderTest(URI url, Duration timeout) {
        this(url, 100, timeout, 2);
    }

    Told ask(String text) {
        return Told.by(client, text);
    }

    List<Told> start(int calls) {
        List<Told> all = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            Told told = new Told();
            client.analyze("text " + i, told);
            all.add(told);
        }
        return all;
    }

    /** Returns when the deadline of every call that was started before has passed on the wheel. */
    void awaitDeadline() throws InterruptedException {
        CountDownLatch passed = new CountDownLatch(1);
        timer.schedule(timeout.toMillis() + 100, TimeUnit.MILLISECONDS, passed::countDown);
        passed.await();
    }

    @Override
    public void close() throws IOException {
        client.close();
        timer.close();
        loops.close();
    }
}
