package dev.chatanalytics.transport.http;

import dev.chatanalytics.engine.admission.ByteBudget;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.ServerChannelRecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.concurrent.EventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.UnresolvedAddressException;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Listens on one port. Thread-safe, but {@link #drain} and {@link #close} block and so are not for event loops.
 *
 * <p>Whoever started it closes it, before the event loops.
 */
public final class HttpServer implements AutoCloseable {

    /** The kernel takes the lower of this and {@code net.core.somaxconn}; a restart brings thousands at once. */
    private static final int BACKLOG = 16 * 1024;

    /** Connections that are accepted between two looks at all others. */
    private static final int ACCEPTED_A_TURN = 256;

    /** What the kernel keeps for a connection that we do not read from, about; accepted sockets have it from the listener. */
    private static final int UNREAD = 64 * 1024;

    private static final long GRACE_MILLIS = TimeUnit.SECONDS.toMillis(2);
    private static final WriteBufferWaterMark PENDING = new WriteBufferWaterMark(16 * 1024, 64 * 1024);

    private final Map<EventLoop, LoopDesk> desks = new IdentityHashMap<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final ConnectionGate gate;
    private final Service service;
    private Channel listener;

    /** What all connections of a server have in common. */
    record Service(HttpServerOptions options, GuardedHandler handler, HttpMetrics metrics, AtomicBoolean drains) {

        boolean draining() {
            return drains.get();
        }
    }

    private HttpServer(HttpServerOptions options, RequestHandler handler, HttpMetrics metrics) {
        gate = new ConnectionGate(options.maxConnections(), options.newcomersFirst());
        service = new Service(options, new GuardedHandler(handler), metrics, new AtomicBoolean());
    }

    /**
     * Listens and serves.
     *
     * @param handler called on the event loops, for every request
     * @param budget charged with unfinished requests, for which it has a part that is divided among the loops, and with
     *     answers that clients have not taken
     * @throws IOException when the address cannot be had; its message is one line that names it
     */
    public static HttpServer start(
            EventLoops loops, HttpServerOptions options, RequestHandler handler, HttpMetrics metrics, ByteBudget budget)
            throws IOException {
        HttpServer server = new HttpServer(options, handler, metrics);
        for (EventExecutor loop : loops.group()) {
            server.desks.put((EventLoop) loop, new LoopDesk((EventLoop) loop, options, budget, loops.count()));
        }
        try {
            server.listener = server.listen(loops);
        } catch (IOException | RuntimeException | Error e) {
            server.desks.values().forEach(LoopDesk::stop);
            throw e;
        }
        return server;
    }

    /** Where it listens, which tells when the options said 0. */
    public int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    /** Connections that are open now. */
    public int connections() {
        return gate.open().size();
    }

    /** Connections that were closed at once because there were too many. */
    public long refusedConnections() {
        return gate.refused();
    }

    /**
     * Goes out of service gently: accepts no more connections, closes those on which nothing is going on, and the others
     * with their next answer, which says {@code Connection: close}.
     */
    public void drain() {
        listener.close().awaitUninterruptibly();
        service.drains().set(true);
        desks.values().forEach(LoopDesk::closeIdle);
    }

    /** Drains, waits up to 2 s for what is being answered, and closes what is left. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            drain();
            gate.open().newCloseFuture().awaitUninterruptibly(GRACE_MILLIS);
            gate.open().close().awaitUninterruptibly();
            desks.values().forEach(LoopDesk::stop);
        }
    }

    private Channel listen(EventLoops loops) throws IOException {
        HttpServerOptions options = service.options();
        ChannelFuture bound =
                bootstrap(loops).bind(options.host(), options.port()).awaitUninterruptibly();
        if (bound.isSuccess()) {
            return bound.channel();
        }
        String why = bound.cause() instanceof UnresolvedAddressException
                ? "unknown host"
                : bound.cause().getMessage();
        throw new IOException("cannot listen on " + options.host() + ":" + options.port() + ": " + why, bound.cause());
    }

    /**
     * Until no connection waits. Netty 4.2 with epoll would judge by bytes whether there is more to read, and so accept one
     * connection a turn of the loop: under load, when a turn takes milliseconds, the last of 2,000 that came together waited
     * for 17 s.
     */
    private static RecvByteBufAllocator accepting() {
        return new ServerChannelRecvByteBufAllocator()
                .respectMaybeMoreData(false)
                .maxMessagesPerRead(ACCEPTED_A_TURN);
    }

    private ServerBootstrap bootstrap(EventLoops loops) {
        return new ServerBootstrap()
                .group(loops.group())
                .channel(loops.serverSocketChannel())
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_RCVBUF, UNREAD)
                .option(ChannelOption.RECVBUF_ALLOCATOR, accepting())
                .childOption(ChannelOption.TCP_NODELAY, true)
                // Whoever ends its side after the request still wants the answer.
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, PENDING)
                // Small first reads, since a message is; and not so large that one read is hundreds of requests.
                .childOption(ChannelOption.RECVBUF_ALLOCATOR, new AdaptiveRecvByteBufAllocator(512, 2048, 16 * 1024))
                .handler(gate)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        HttpConnection connection =
                                new HttpConnection(service, desks.get(channel.eventLoop()), channel);
                        channel.pipeline().addLast(new RequestDecoder(connection), connection);
                    }
                });
    }
}
