package dev.chatanalytics.transport.http;

import dev.chatanalytics.engine.runtime.NamedThreads;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * The threads on which all sockets are served, shared by servers and clients: native epoll where there is one, NIO else.
 *
 * <p>Thread-safe. Whoever started it closes it, after everything that uses it is closed. Nothing that runs on an event
 * loop may block.
 */
public final class EventLoops implements AutoCloseable {

    private static final boolean EPOLL = Epoll.isAvailable();
    /**
     * Not 0: a loop that is told to stop between two of its checks, and does not run for so long before the second, ends
     * without closing its sockets. Netty looks every 100 ms whether it is over.
     */
    private static final long QUIET_MILLIS = 50;

    private static final long PATIENCE_MILLIS = 5000;

    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final EventLoopGroup group;
    private final int count;

    private EventLoops(int count, String role) {
        this.count = count;
        group = newGroup(count, remembered(NamedThreads.numbered(role)));
    }

    /**
     * Makes the event loops; each starts its thread when it gets its first socket or task.
     *
     * @param threads at least 1
     * @param role names the threads {@code role-0}, {@code role-1} and so on, in at most 15 characters
     */
    public static EventLoops start(int threads, String role) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads: " + threads + " (expected: >= 1)");
        }
        return new EventLoops(threads, role);
    }

    /** The loops; a {@code EpollEventLoopGroup} or a {@code NioEventLoopGroup}. */
    public EventLoopGroup group() {
        return group;
    }

    /** How many they are. */
    int count() {
        return count;
    }

    /** The kind of listening socket that runs on these loops. */
    public Class<? extends ServerSocketChannel> serverSocketChannel() {
        return EPOLL ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    }

    /** The kind of connection that runs on these loops. */
    public Class<? extends SocketChannel> socketChannel() {
        return EPOLL ? EpollSocketChannel.class : NioSocketChannel.class;
    }

    /** Runs what is queued, closes the sockets that are left, and returns when the threads have ended. Not on one of them. */
    @Override
    public void close() {
        group.shutdownGracefully(QUIET_MILLIS, PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        threads.forEach(NamedThreads::join);
    }

    /** The deprecated groups on purpose: async-http-client refuses the new {@code MultiThreadIoEventLoopGroup}. */
    @SuppressWarnings("deprecation")
    private static EventLoopGroup newGroup(int count, ThreadFactory factory) {
        return EPOLL
                ? new EpollEventLoopGroup(count, factory, GatheringSelectStrategy::new)
                : new NioEventLoopGroup(count, factory);
    }

    /** Netty may end a thread and start another one for the same loop, so all that it asked for are joined. */
    private ThreadFactory remembered(ThreadFactory named) {
        return task -> {
            // Gives the thread the fast thread-locals of Netty, which its buffer pools count on.
            Thread thread = named.newThread(() -> FastThreadLocalThread.runWithFastThreadLocal(task));
            threads.add(thread);
            return thread;
        };
    }
}
