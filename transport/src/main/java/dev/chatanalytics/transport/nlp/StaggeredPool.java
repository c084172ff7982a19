package dev.chatanalytics.transport.nlp;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.asynchttpclient.channel.ChannelPool;

/**
 * A pool whose connections each live for a time of their own, drawn at random between half of the longest and all of it.
 * Those that were opened together, before the first message, would else all be closed and opened again within one moment
 * under full load, and so every time.
 *
 * <p>A connection ends when it is given back, so no call is cut off. Thread-safe, if {@code pool} and {@code nanoTime} are.
 */
record StaggeredPool(ChannelPool pool, Duration longest, LongSupplier nanoTime) implements ChannelPool {

    private static final AttributeKey<Long> END = AttributeKey.valueOf(StaggeredPool.class, "end");

    @Override
    public boolean offer(Channel channel, Object partitionKey) {
        long now = nanoTime.getAsLong();
        Long end = channel.attr(END).get();
        if (end == null) {
            long life = longest.toNanos();
            channel.attr(END).set(now + ThreadLocalRandom.current().nextLong(life / 2, life));
        } else if (now - end >= 0) {
            return false; // the client closes it
        }
        return pool.offer(channel, partitionKey);
    }

    @Override
    public Channel poll(Object partitionKey) {
        return pool.poll(partitionKey);
    }

    @Override
    public boolean removeAll(Channel channel) {
        return pool.removeAll(channel);
    }

    @Override
    public boolean isOpen() {
        return pool.isOpen();
    }

    @Override
    public void destroy() {
        pool.destroy();
    }

    @Override
    public void flushPartitions(Predicate<Object> predicate) {
        pool.flushPartitions(predicate);
    }

    @Override
    public Map<String, Long> getIdleChannelCountPerHost() {
        return pool.getIdleChannelCountPerHost();
    }
}
