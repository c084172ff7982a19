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

    /** @param target where the connections go */
    public SourceAddresses(InetAddress target) {
        loopback = target.isLoopbackAddress() && target.getAddress().length == 4;
    }

    /** A local address for each connection, port 0: the system chooses. */
    List<InetSocketAddress> of(int connections) {
        if (!loopback && connections > CONNECTIONS_EACH || connections > MAX * CONNECTIONS_EACH) {
            throw new IllegalArgumentException("connections: " + connections + " (expected: at most " + CONNECTIONS_EACH
                    + " to a target that is not on loopback: run the others on another machine)");
        }
        List<InetSocketAddress> all = new ArrayList<>(connections);
        for (int i = 0; i < connections; i++) {
            all.add(loopback ? loopback(i / CONNECTIONS_EACH) : new InetSocketAddress(0));
        }
        return all;
    }

    private static InetSocketAddress loopback(int index) {
        try {
            InetAddress address = InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) (1 + index)});
            return new InetSocketAddress(address, 0);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are always an address", e);
        }
    }
}
