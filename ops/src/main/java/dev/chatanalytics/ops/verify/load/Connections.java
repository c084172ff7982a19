package dev.chatanalytics.ops.verify.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** All connections of a load, which are opened again for ever. Used by the load's thread only. */
final class Connections implements AutoCloseable {

    private static final int BUFFER = 64 * 1024;
    private static final long REOPEN_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final List<Connection> all = new ArrayList<>();
    private final Deque<Connection> free = new ArrayDeque<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    private final Results results;
    private final Selector selector;
    private volatile String problem = "";

    /** Is told what became of each request. */
    interface Results {
        void answered(Request request, int status);

        void lost(Request request);
    }

    Connections(Target target, int count, Results results) throws IOException {
        this.results = results;
        selector = Selector.open();
        long longAgo = System.nanoTime() - REOPEN_NANOS;
        for (int i = 0; i < count; i++) {
            Connection connection = new Connection(target);
            connection.drop(longAgo);
            all.add(connection);
        }
    }

    /** One that can take a request now, or null. */
    Connection takeFree() {
        Connection next = free.poll();
        while (next != null && !next.isFree()) { // lost since it came here
            next = free.poll();
        }
        return next;
    }

    /** It was not needed after all. */
    void giveBack(Connection connection) {
        free.add(connection);
    }

    void send(Connection connection, Request request, byte[] bytes) throws IOException {
        try {
            connection.send(request, ByteBuffer.wrap(bytes), System.nanoTime());
        } catch (IOException e) {
            lose(connection, e);
        }
    }

    /** Waits so long at most for something to happen, and deals with it. */
    void await(long millis) throws IOException {
        selector.select(Math.max(millis, 1));
        for (SelectionKey key : selector.selectedKeys()) {
            if (key.isValid()) {
                serve((Connection) key.attachment());
            }
        }
        selector.selectedKeys().clear();
    }

    /** Opens what is not open, and gives up what takes too long. To be called every few milliseconds. */
    void tend() throws IOException {
        long now = System.nanoTime();
        for (Connection connection : all) {
            long age = now - connection.since();
            if (!connection.isOpen() && age > REOPEN_NANOS) {
                open(connection, now);
            } else if (connection.isOpen() && !connection.isFree() && age > PATIENCE_NANOS) {
                lose(connection, new IOException("nothing for " + PATIENCE_NANOS / 1_000_000_000L + " s"));
            }
        }
    }

    boolean areAllFree() {
        return all.stream().noneMatch(c -> c.request() != null);
    }

    /** What last went wrong with a connection, or nothing. Any thread may ask. */
    String problem() {
        return problem;
    }

    private void open(Connection connection, long now) throws IOException {
        try {
            connection.open(selector, now);
        } catch (IOException e) {
            lose(connection, e);
        }
    }

    private void serve(Connection connection) throws IOException {
        try {
            boolean wasFree = connection.isFree();
            int status = connection.ready(buffer);
            if (status > 0) {
                finish(connection, status);
            }
            if (connection.isFree() && (!wasFree || status > 0)) {
                free.add(connection);
            }
        } catch (IOException e) {
            lose(connection, e);
        }
    }

    private void finish(Connection connection, int status) throws IOException {
        boolean closing = connection.isClosing();
        results.answered(connection.answered(), status);
        if (closing) {
            connection.drop(System.nanoTime());
        }
    }

    private void lose(Connection connection, IOException why) throws IOException {
        problem = String.valueOf(why.getMessage());
        Request lost = connection.drop(System.nanoTime());
        if (lost != null) {
            results.lost(lost);
        }
    }

    /** Ends all; requests under way are lost. */
    @Override
    public void close() throws IOException {
        for (Connection connection : all) {
            lose(connection, new IOException("the load has ended"));
        }
        selector.close();
    }
}
