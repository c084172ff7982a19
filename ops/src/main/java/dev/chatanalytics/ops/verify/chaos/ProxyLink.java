package dev.chatanalytics.ops.verify.chaos;

import dev.chatanalytics.engine.runtime.NamedThreads;
import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection through the proxy, with a thread for each direction. When one ends, both do. */
final class ProxyLink {

    private static final Logger LOG = LoggerFactory.getLogger(ProxyLink.class);
    private static final int BUFFER = 16 * 1024;
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final FaultProxy proxy;
    private final Socket client;
    private final Socket database;
    private final AtomicLong sent = new AtomicLong();
    private volatile boolean spoiled;
    private final Thread up;
    private final Thread down;

    ProxyLink(FaultProxy proxy, Socket client, Socket database) {
        this.proxy = proxy;
        this.client = client;
        this.database = database;
        int number = NUMBERS.getAndIncrement() % 10_000;
        up = NamedThreads.create("proxy-up-" + number, () -> carry(client, database, true));
        down = NamedThreads.create("proxy-down-" + number, () -> carry(database, client, false));
    }

    void start() {
        up.start();
        down.start();
    }

    void reset() {
        reset(client);
        reset(database);
    }

    void join() {
        NamedThreads.join(up);
        NamedThreads.join(down);
    }

    /** Closes it with RST, as a dying machine or a firewall does, and not with a polite end. */
    static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            LOG.debug("A socket was closed already", e);
        }
    }

    private void carry(Socket from, Socket to, boolean upwards) {
        byte[] buffer = new byte[BUFFER];
        try {
            for (int n = from.getInputStream().read(buffer);
                    n >= 0;
                    n = from.getInputStream().read(buffer)) {
                if (upwards && isOver(n)) {
                    // A part of what came last, so that it ends within a message and not between two.
                    to.getOutputStream().write(buffer, 0, n / 2);
                    proxy.countReset();
                    break;
                }
                // A stream with a gap in it would be a fault that TCP does not have: what is spoiled stays so.
                if (proxy.isSwallowing()) {
                    spoiled = true; // by either thread, and never taken back
                }
                if (spoiled) {
                    proxy.countSwallowed(n);
                } else {
                    to.getOutputStream().write(buffer, 0, n);
                }
            }
        } catch (IOException e) {
            LOG.debug("A connection through the proxy has ended", e);
        } finally {
            reset();
            proxy.ended(this);
        }
    }

    private boolean isOver(int bytes) {
        long limit = proxy.bytesUntilReset();
        return limit > 0 && sent.addAndGet(bytes) > limit;
    }
}
