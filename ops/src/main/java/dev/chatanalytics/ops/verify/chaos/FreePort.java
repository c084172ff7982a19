package dev.chatanalytics.ops.verify.chaos;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds ports for servers that will be started, or stopped and started again. Below those that the system gives to
 * outgoing connections: else a client may be given the port before the server has it; or one that keeps trying a port
 * where nobody listens is given that very port one day, talks to itself, and the server cannot have it back. Stateless.
 */
public final class FreePort {

    private static final int LEAST = 12_000;
    private static final int BOUND = 30_000;
    private static final int TRIES = 1_000;

    private FreePort() {}

    /** A port of loopback that nobody listens on now. */
    public static int find() throws IOException {
        BindException last = null;
        for (int i = 0; i < TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(LEAST, BOUND);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (BindException e) {
                last = e;
            }
        }
        throw new IOException("no free port from " + LEAST + " to " + BOUND, last);
    }
}
