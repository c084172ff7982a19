package dev.chatanalytics.perf.load.client;

import dev.chatanalytics.engine.runtime.NamedThreads;
import io.netty.channel.EventLoop;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** The chatbots' connections, on one or more event loops, over which runs are sent one after the other. */
public final class Fleet implements AutoCloseable {

    private static final long OPEN_PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final RequestTemplates templates;
    private final IoEventLoopGroup group;
    private final List<Lane> lanes = new ArrayList<>();
    private final int connections;

    /** One event loop and its connections. */
    record Lane(EventLoop loop, ConnectionPool pool) {}

    private Fleet(RequestTemplates templates, int loops, int connections) {
        this.templates = templates;
        this.connections = connections;
        group = new MultiThreadIoEventLoopGroup(loops, beforeOthers(), TickingIoHandler.newFactory());
    }

    private static ThreadFactory beforeOthers() {
        ThreadFactory named = NamedThreads.numbered("load");
        return loop -> named.newThread(() -> {
            Priority.raise();
            loop.run();
        });
    }

    /**
     * Opens all connections and waits for them.
     *
     * @param loops event loops; one is cheapest, and enough for about 50,000 messages a second
     * @throws IOException in one line, when not all of them can be opened
     */
    public static Fleet open(InetSocketAddress target, SourceAddresses sources, Texts texts, int connections, int loops)
            throws IOException {
        Epoll.ensureAvailability();
        DescriptorLimit.ofThisProcess().check(connections);
        Fleet fleet = new Fleet(new RequestTemplates(target, texts), loops, connections);
        try {
            fleet.openLanes(target, sources.of(connections), loops);
            fleet.awaitOpen(target);
            return fleet;
        } catch (IOException | RuntimeException e) {
            fleet.close();
            throw e;
        }
    }

    /** Starts one run. The one before must have ended. */
    public RunningLoad start(Run run) {
        return RunningLoad.start(run, templates, lanes);
    }

    /** How many connections are open now. */
    public int openConnections() {
        return lanes.stream().mapToInt(lane -> lane.pool().openCount()).sum();
    }

    /** How many connections have ended so far; each was opened again. */
    public int endedConnections() {
        return lanes.stream().mapToInt(lane -> lane.pool().endedCount()).sum();
    }

    /** What last went wrong with a connection, or null. */
    public String lastProblem() {
        return lanes.stream()
                .map(lane -> lane.pool().lastProblem())
                .filter(problem -> problem != null)
                .findFirst()
                .orElse(null);
    }

    /** Ends all connections and the event loops. */
    @Override
    public void close() {
        lanes.forEach(lane -> lane.loop().submit(lane.pool()::close).syncUninterruptibly());
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private void openLanes(InetSocketAddress target, List<InetSocketAddress> sources, int loops) {
        for (int i = 0; i < loops; i++) {
            List<InetSocketAddress> share =
                    sources.subList(sources.size() * i / loops, sources.size() * (i + 1) / loops);
            EventLoop loop = group.next();
            ConnectionPool pool = new ConnectionPool(loop, target, share);
            lanes.add(new Lane(loop, pool));
            loop.submit(pool::open).syncUninterruptibly();
        }
    }

    private void awaitOpen(InetSocketAddress target) throws IOException {
        long patient = System.nanoTime() + OPEN_PATIENCE_NANOS;
        while (openConnections() < connections) {
            boolean failed = lanes.stream().anyMatch(lane -> lane.pool().failedCount() > 0);
            if (failed || System.nanoTime() > patient) {
                throw new IOException("connections to " + target.getHostString() + ":" + target.getPort() + ": "
                        + openConnections() + " of " + connections + " open, " + endedConnections()
                        + " closed by the other side; last problem: " + lastProblem());
            }
            Pause.millis(10);
        }
    }
}
