package dev.chatanalytics.ops.verify.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/**
 * One keep-alive connection with at most one request under way. Used by the load's thread only. A method that throws
 * means that the connection is no good any more: {@link #drop} it.
 */
final class Connection {

    private final Target target;
    private final ResponseReader response = new ResponseReader();
    private SocketChannel channel;
    private SelectionKey key;
    private ByteBuffer unsent;
    private Request request;
    private long since;

    Connection(Target target) {
        this.target = target;
    }

    /** Begins to connect. */
    void open(Selector selector, long now) throws IOException {
        since = now;
        response.reset();
        channel = SocketChannel.open();
        try {
            channel.configureBlocking(false);
            channel.socket().setTcpNoDelay(true);
            boolean connected = channel.connect(target.address());
            key = channel.register(selector, connected ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT, this);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw new IOException("cannot connect: " + e, e);
        }
    }

    /** Whether it is connected and nothing is under way. */
    boolean isFree() {
        return channel != null && channel.isConnected() && request == null;
    }

    boolean isOpen() {
        return channel != null;
    }

    /** When it began to do what it does now, by {@link System#nanoTime}. */
    long since() {
        return since;
    }

    /** The request under way, or null. */
    Request request() {
        return request;
    }

    /** Sends a request. It counts as sent even when this throws: some of it may have gone out. */
    void send(Request what, ByteBuffer bytes, long now) throws IOException {
        request = what;
        since = now;
        unsent = bytes;
        write();
    }

    /** The server closes this connection after the response that was just read. */
    boolean isClosing() {
        return response.closes();
    }

    /**
     * Does what the socket is ready for.
     *
     * @return the status of a response that has ended, or 0
     */
    int ready(ByteBuffer buffer) throws IOException {
        if (key.isConnectable() && channel.finishConnect()) {
            key.interestOps(SelectionKey.OP_READ);
        }
        if (key.isWritable()) {
            write();
        }
        return key.isReadable() ? read(buffer) : 0;
    }

    /** Takes the request that was under way, which has been answered. */
    Request answered() {
        Request done = request;
        request = null;
        response.reset();
        return done;
    }

    /** Closes it. Returns the request that will never be answered, or null. */
    Request drop(long now) throws IOException {
        Request lost = request;
        request = null;
        unsent = null;
        since = now;
        SocketChannel old = channel;
        channel = null;
        if (old != null) {
            old.close();
        }
        return lost;
    }

    private void write() throws IOException {
        channel.write(unsent);
        key.interestOps(unsent.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }

    private int read(ByteBuffer buffer) throws IOException {
        buffer.clear();
        int n = channel.read(buffer);
        if (n < 0) {
            throw new IOException("closed by the other side");
        }
        buffer.flip();
        boolean ended = response.feed(buffer);
        if (request == null && !response.isIdle()) {
            throw new IOException("a response that nobody asked for"); // such as a parting 408
        }
        return ended ? response.status() : 0;
    }
}
