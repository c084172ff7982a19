package dev.chatanalytics.persistence.testing;

import dev.chatanalytics.engine.runtime.NamedThreads;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A TCP proxy in front of a server that can swallow all bytes, cut connections, or do so in the middle of a stream. */
public final class FaultyNetwork implements AutoCloseable {

    private final ServerSocket door;
    private final int target;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final Object gate = new Object();
    private boolean blackHole;
    private long resetAfterBytes = Long.MAX_VALUE;

    public FaultyNetwork(int target) {
        this.target = target;
        try {
            door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start("net-door", this::accept);
    }

    public int port() {
        return door.getLocalPort();
    }

    /** Stops reading, as a network that drops everything looks to a sender; false lets the bytes go on. */
    public void blackHole(boolean on) {
        synchronized (gate) {
            blackHole = on;
            gate.notifyAll();
        }
    }

    /** Resets the connection that takes the number of bytes sent to the server, counted from now, over this. Once. */
    public void resetAfterBytes(long bytes) {
        synchronized (gate) {
            resetAfterBytes = bytes;
        }
    }

    /** Resets every connection now. */
    public void resetAll() {
        sockets.forEach(FaultyNetwork::reset);
    }

    private void start(String name, Runnable task) {
        Thread thread = NamedThreads.create(name, task);
        threads.add(thread);
        thread.start();
    }

    private void accept() {
        try {
            while (!door.isClosed()) {
                Socket client = door.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                sockets.add(client);
                sockets.add(server);
                start("net-up", () -> pump(client, server, true));
                start("net-down", () -> pump(server, client, false));
            }
        } catch (IOException e) {
            resetAll(); // closed, or the server refuses
        }
    }

    private void pump(Socket from, Socket to, boolean up) {
        byte[] buffer = new byte[4096];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                pass(up ? n : 0);
                out.write(buffer, 0, n);
            }
            to.shutdownOutput();
        } catch (IOException e) {
            reset(from);
            reset(to);
        }
    }

    private void pass(int bytes) throws IOException {
        synchronized (gate) {
            while (blackHole && !door.isClosed()) {
                try {
                    gate.wait();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
            resetAfterBytes -= bytes;
            if (resetAfterBytes < 0) {
                resetAfterBytes = Long.MAX_VALUE;
                throw new IOException("reset as asked");
            }
        }
    }

    private static void reset(Socket socket) {
        try (socket) {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // It is gone already, which is what was wanted.
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        NamedThreads.join(threads.get(0)); // which accepts, so that no connection comes after the reset
        blackHole(false);
        resetAll();
        threads.forEach(NamedThreads::join);
    }
}
