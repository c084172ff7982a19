package dev.chatanalytics.perf.load.client;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/**
 * From which local addresses connections are opened. One address has about 28,000 ports for one target, so on loopback
 * there is a further address, 127.0.0.2 and so on, for each 25,000 connections. Immutable.
 */
public final class SourceAddresses {

    private static final int CONNECTIONS_EACH = 25_000;
    private static final int MAX = 250;

    private final boolean loopback;
    private final int first;

    /** @param target where the connections go */
    public SourceAddresses(InetAddress target) {
        this(target, 1);
    }

    /**
     * For one of several generators on one machine.
     *
     * @param target where the connections go
     * @param first last byte of the first address on loopback, 1 to 250
     */
    public SourceAddresses(InetAddress target, int first) {
        if (first < 1 || first > MAX) {
            throw new IllegalArgumentException("first source: " + first + " (expected: 1 to " + MAX + ")");
        }
        loopback = target.isLoopbackAddress() && target.getAddress().length == 4;
        this.first = first;
    }

    /** A local address for each connection, port 0: the system chooses. */
    List<InetSocketAddress> of(int connections) {
        if (!loopback && connections > CONNECTIONS_EACH || connections > (MAX - first + 1) * CONNECTIONS_EACH) {
            throw new IllegalArgumentException("connections: " + connections + " (expected: at most " + CONNECTIONS_EACH
                    + " to a target that is not on loopback: run the others on another machine)");
        }
        List<InetSocketAddress> all = new ArrayList<>(connections);
        for (int i = 0; i < connections; i++) {
            all.add(loopback ? loopback(first + i / CONNECTIONS_EACH) : new InetSocketAddress(0));
        }
        return all;
    }

    private static InetSocketAddress loopback(int last) {
        try {
            InetAddress address = InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
            return new InetSocketAddress(address, 0);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are always an address", e);
        }
    }
}
