package dev.chatanalytics.perf.load.client;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollSocketChannel;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The connections of one event loop, kept open: one that ends is opened again. Used on that event loop only, but for the
 * counts, which any thread may read.
 */
final class ConnectionPool {

    /** So many connections are being opened at once: fewer than any usual listen backlog. */
    private static final int OPENING_AT_ONCE = 100;

    private static final int REOPEN_AFTER_MILLIS = 100;
    private static final int CONNECT_TIMEOUT_MILLIS = 5_000;
    private static final int READ_BYTES = 2048;

    private final EventLoop loop;
    private final Bootstrap bootstrap;
    private final List<InetSocketAddress> sources;
    private final ArrayDeque<Connection> free;
    private int begun;
    private boolean closing;
    private Runnable whenFree = () -> {};
    private volatile int open;
    private volatile int ended;
    private volatile int failed;
    private volatile String problem;

    /** @param sources the local address of each connection */
    ConnectionPool(EventLoop loop, InetSocketAddress target, List<InetSocketAddress> sources) {
        this.loop = loop;
        this.sources = sources;
        free = new ArrayDeque<>(sources.size());
        bootstrap = new Bootstrap()
                .group(loop)
                .channel(EpollSocketChannel.class)
                .remoteAddress(target)
                .option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                .option(
                        ChannelOption.RECVBUF_ALLOCATOR,
                        new FixedRecvByteBufAllocator(READ_BYTES).maxMessagesPerRead(1))
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MILLIS)
                // The port is chosen when connecting, so that each source address has all its ports for each target.
                .option(EpollChannelOption.IP_BIND_ADDRESS_NO_PORT, true);
    }

    /** Begins to open all connections. */
    void open() {
        for (int i = 0; i < OPENING_AT_ONCE; i++) {
            openNext();
        }
    }

    /** Opens no more of them. Those that are open end with the event loop. */
    void close() {
        closing = true;
    }

    /** The connection that has been free for longest, or null. */
    Connection poll() {
        Connection connection = free.poll();
        while (connection != null && !connection.isOpen()) {
            connection = free.poll();
        }
        return connection;
    }

    /** Runs on the event loop whenever a connection has become free. */
    void whenFree(Runnable task) {
        whenFree = task;
    }

    void release(Connection connection) {
        free.add(connection);
        whenFree.run();
    }

    void opened(Connection connection) {
        open = open + 1; // only this thread writes
        release(connection);
    }

    /** It may still be in the queue; {@link #poll} passes over it. */
    void closed(Connection connection) {
        open = open - 1;
        ended = ended + 1;
        connectUnlessClosing(connection.source());
    }

    void problem(Throwable cause) {
        problem = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }

    int openCount() {
        return open;
    }

    int endedCount() {
        return ended;
    }

    int failedCount() {
        return failed;
    }

    /** What went wrong last, or null. */
    String lastProblem() {
        return problem;
    }

    private void openNext() {
        if (begun < sources.size()) {
            connect(sources.get(begun++)).addListener(done -> openNext());
        }
    }

    private ChannelFuture connect(InetSocketAddress source) {
        Connection connection = new Connection(this, source);
        return bootstrap
                .clone()
                .localAddress(source)
                .handler(connection)
                .connect()
                .addListener(done -> {
                    if (!done.isSuccess()) {
                        failed = failed + 1;
                        problem(done.cause());
                        connectLater(source);
                    }
                });
    }

    private void connectLater(InetSocketAddress source) {
        if (!closing) {
            loop.schedule(() -> connectUnlessClosing(source), REOPEN_AFTER_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void connectUnlessClosing(InetSocketAddress source) {
        if (!closing) {
            connect(source);
        }
    }
}
