package dev.chatanalytics.transport.fuzz;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** A process of its own, since descriptors are counted by the process: opens connections and does nothing with them. */
final class IdleClients {

    private static final int PER_ADDRESS = 5_000;

    private IdleClients() {}

    /** Arguments: port, count. Says {@code open}, and ends when its standard input does. */
    public static void main(String[] args) throws IOException {
        int port = Integer.parseInt(args[0]);
        int count = Integer.parseInt(args[1]);
        List<SocketChannel> clients = new ArrayList<>(count);
        for (int n = 0; n < count; n++) {
            // Several addresses, lest the local ports run out.
            clients.add(SocketChannel.open(new InetSocketAddress("127.0.0." + (1 + n / PER_ADDRESS), port)));
        }
        System.out.println("open " + clients.size());
        while (System.in.read() >= 0) {}
    }
}
