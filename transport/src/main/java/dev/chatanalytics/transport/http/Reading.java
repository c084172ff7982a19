package dev.chatanalytics.transport.http;

import io.netty.channel.socket.SocketChannel;

/** Whether one connection reads: while few of its requests are unanswered and its client takes the answers. Event loop only. */
final class Reading {

    private static final int MAX_UNANSWERED = 32;

    private final SocketChannel channel;
    private final ConnectionClock clock;

    Reading(SocketChannel channel, ConnectionClock clock) {
        this.channel = channel;
        this.clock = clock;
    }

    /**
     * To be called when either may have changed.
     *
     * @param ends whether no more requests are taken: then it reads on, to notice when the client has closed
     */
    void regulate(boolean ends, int unanswered) {
        if (channel.isInputShutdown()) {
            return; // nothing will come, and epoll may have forgotten the socket
        }
        boolean wanted = ends || unanswered < MAX_UNANSWERED && channel.isWritable();
        if (wanted != channel.config().isAutoRead()) {
            channel.config().setAutoRead(wanted);
            if (wanted) {
                clock.readingResumed();
            }
        }
    }
}
