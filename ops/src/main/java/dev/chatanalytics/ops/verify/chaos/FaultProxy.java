package dev.chatanalytics.ops.verify.chaos;

import dev.chatanalytics.engine.runtime.NamedThreads;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands between the service and the database on a port of its own, and carries bytes, or not. Thread-safe.
 *
 * <p>Threads: {@code proxy-accept}, and two for each connection, which {@link #close} ends and joins.
 */
final class FaultProxy implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FaultProxy.class);
    private static final int CONNECT_MILLIS = 2_000;

    private final Supplier<InetSocketAddress> target;
    private final ServerSocket server;
    private final Set<ProxyLink> links = ConcurrentHashMap.newKeySet();
    private final Thread acceptor = NamedThreads.create("proxy-accept", this::accept);
    private final AtomicInteger resets = new AtomicInteger();
    private final AtomicLong swallowed = new AtomicLong();
    private volatile boolean swallowing;
    private volatile long bytesUntilReset;

    private FaultProxy(Supplier<InetSocketAddress> target) throws IOException {
        this.target = target;
        this.server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    }

    /** @param target where connections go on to; null while there is nobody, then they are reset */
    static FaultProxy start(Supplier<InetSocketAddress> target) throws IOException {
        FaultProxy proxy = new FaultProxy(target);
        proxy.acceptor.start();
        return proxy;
    }

    int port() {
        return server.getLocalPort();
    }

    /** Takes everything and passes on nothing; afterwards those connections are of no use and are reset. */
    void swallow(boolean on) {
        swallowing = on;
        if (!on) {
            resetAll();
        }
    }

    /** From now on resets each connection after about so many bytes to the database; 0 for never. */
    void resetAfter(long bytes) {
        bytesUntilReset = bytes;
    }

    /** How many connections were reset because of {@link #resetAfter}. */
    int resets() {
        return resets.get();
    }

    void countReset() {
        resets.incrementAndGet();
    }

    /** How many bytes, of either direction, were not passed on because of {@link #swallow}. */
    long swallowedBytes() {
        return swallowed.get();
    }

    void countSwallowed(int bytes) {
        swallowed.addAndGet(bytes);
    }

    private void resetAll() {
        links.forEach(ProxyLink::reset);
    }

    boolean isSwallowing() {
        return swallowing;
    }

    long bytesUntilReset() {
        return bytesUntilReset;
    }

    void ended(ProxyLink link) {
        links.remove(link);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                connect(server.accept());
            } catch (SocketException e) {
                LOG.debug("The proxy's port is closed", e); // which ends the loop
            } catch (IOException e) {
                LOG.warn("The proxy could not take a connection", e);
            }
        }
    }

    private void connect(Socket client) throws IOException {
        Socket database = new Socket();
        try {
            InetSocketAddress address = target.get();
            if (address == null) {
                throw new IOException("the database is not running");
            }
            database.connect(address, CONNECT_MILLIS);
        } catch (IOException e) {
            LOG.debug("No way to the database: {}", e.getMessage());
            ProxyLink.reset(client);
            ProxyLink.reset(database);
            return;
        }
        ProxyLink link = new ProxyLink(this, client, database);
        links.add(link);
        link.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        NamedThreads.join(acceptor);
        for (ProxyLink link : Set.copyOf(links)) {
            link.reset();
            link.join();
        }
    }
}
