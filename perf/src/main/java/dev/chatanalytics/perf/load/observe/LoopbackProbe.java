package dev.chatanalytics.perf.load.observe;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.Locale;

/**
 * What this machine takes for what all parts of a run do most: one thread writes 300 bytes to a connection over loopback
 * and reads them at its other end. A message is written twice and read twice by the service alone, so twice this is the least that
 * it can cost there. Machines differ by a factor of four, by how they are virtualised above all. Takes less than a second.
 */
final class LoopbackProbe {

    private static final int BYTES = 300;
    private static final int ROUNDS = 5;
    private static final int EXCHANGES = 20_000;
    private static final double NANOS_PER_MICRO = 1e3;

    private LoopbackProbe() {}

    /** In words, such as {@code 2.4 µs (2.3 – 2.9)}. */
    static String measure() {
        double[] micros = new double[ROUNDS];
        try (ServerSocketChannel listener =
                ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            try (SocketChannel near = SocketChannel.open(listener.getLocalAddress());
                    SocketChannel far = listener.accept()) {
                near.setOption(StandardSocketOptions.TCP_NODELAY, true);
                round(near, far); // until it is compiled
                for (int i = 0; i < ROUNDS; i++) {
                    micros[i] = round(near, far);
                }
            }
        } catch (IOException e) {
            return "unknown (" + e + ")";
        }
        Arrays.sort(micros);
        return String.format(Locale.ROOT, "%.1f µs (%.1f – %.1f)", micros[ROUNDS / 2], micros[0], micros[ROUNDS - 1]);
    }

    private static double round(SocketChannel near, SocketChannel far) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(BYTES);
        long began = System.nanoTime();
        for (int i = 0; i < EXCHANGES; i++) {
            move(near, buffer, true);
            move(far, buffer, false);
        }
        return (System.nanoTime() - began) / NANOS_PER_MICRO / EXCHANGES;
    }

    private static void move(SocketChannel channel, ByteBuffer buffer, boolean out) throws IOException {
        buffer.clear();
        while (buffer.hasRemaining()) {
            if ((out ? channel.write(buffer) : channel.read(buffer)) < 0) {
                throw new IOException("the connection to ourselves ended");
            }
        }
    }
}
