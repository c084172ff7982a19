package dev.chatanalytics.transport.nlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatanalytics.engine.port.NlpFailure.Reason;
import dev.chatanalytics.engine.runtime.TimerWheel;
import dev.chatanalytics.transport.http.EventLoops;
import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.asynchttpclient.uri.Uri;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeadlinesTest {

    /** Long, for the call must not expire a second and a third time while the test looks at it. */
    private static final long TIMEOUT_MILLIS = 1_000;

    private final TimerWheel timer = new TimerWheel("test-timer");
    private final EventLoops loops = EventLoops.start(1, "test");
    private final Told told = new Told();

    @AfterEach
    void close() {
        timer.close();
        loops.close();
    }

    @Test
    void shouldAbandonACallThatWasGivenMoreTime() throws InterruptedException {
        AtomicBoolean watched = new AtomicBoolean();
        CountDownLatch due = new CountDownLatch(1);
        Call call = new Call(told, ClientUnderTest.MAX_ANSWER, new FailureLog(Uri.create("http://nlp/")));
        call.onTcpConnectSuccess(null, new EmbeddedChannel() {
            @Override
            public EventLoop eventLoop() {
                if (watched.get()) {
                    due.countDown();
                }
                return super.eventLoop();
            }
        });
        Deadlines deadlines = new Deadlines(
                timer, new IoBarrier(loops.group()), new Stragglers(timer, TIMEOUT_MILLIS), TIMEOUT_MILLIS);
        watched.set(true);
        deadlines.watch(call);
        due.await();
        loops.group().submit(() -> {}).syncUninterruptibly();
        assertThat(told.times()).as("its request is not on its way yet").isZero();

        deadlines.close();

        assertThat(told.reason()).isEqualTo(Reason.CONNECTION_LOST);
        assertThat(told.times()).isEqualTo(1);
    }
}
