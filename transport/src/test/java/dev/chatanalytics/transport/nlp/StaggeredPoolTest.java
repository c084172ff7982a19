package dev.chatanalytics.transport.nlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatanalytics.engine.runtime.TimerWheel;
import io.netty.channel.Channel;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.asynchttpclient.netty.channel.DefaultChannelPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StaggeredPoolTest {

    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final String API = "api";

    private final TimerWheel timer = new TimerWheel("test-timer");
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5); // nanoTime may be anything, and overflow
    private final StaggeredPool pool = new StaggeredPool(
            new DefaultChannelPool(
                    Duration.ofHours(1), Duration.ofHours(1), new WheelTimer(timer), Duration.ofHours(1)),
            LONGEST,
            now::get);

    @AfterEach
    void close() {
        timer.close();
    }

    @Test
    void shouldNotEndConnectionsTogetherThatWereOpenedTogether() {
        List<Channel> opened =
                Stream.<Channel>generate(EmbeddedChannel::new).limit(2_000).toList();
        giveBack(opened);
        takeAll();

        pass(Duration.ofMinutes(5).minusNanos(1));
        List<Channel> atHalf = giveBack(opened);
        takeAll();
        pass(Duration.ofMinutes(1));
        List<Channel> later = giveBack(opened);
        takeAll();
        pass(Duration.ofMinutes(4));
        List<Channel> atEnd = giveBack(opened);

        assertThat(atHalf).hasSize(2_000);
        // A fifth of the second half of the life: 1,600 on average, and 18 the standard deviation.
        assertThat(later).hasSizeBetween(1_450, 1_750);
        assertThat(atEnd).isEmpty();
    }

    /** Returns those that the pool took. */
    private List<Channel> giveBack(List<Channel> channels) {
        return channels.stream().filter(channel -> pool.offer(channel, API)).toList();
    }

    private void takeAll() {
        while (pool.poll(API) != null) {}
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }
}
