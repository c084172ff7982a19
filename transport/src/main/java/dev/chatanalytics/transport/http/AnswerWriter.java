package dev.chatanalytics.transport.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.socket.SocketChannel;

/**
 * Writes the answers of one connection, flushes those of one read or one batch together, and charges what its client has not
 * taken yet. Event loop only.
 */
final class AnswerWriter {

    private final LoopDesk desk;
    private final SocketChannel channel;
    private final Holdings.Share unsent;
    private boolean inRead;
    private boolean flushDue;
    private boolean lastIsWritten;
    private boolean watching;
    private long inLineBytes;

    AnswerWriter(HttpConnection connection, LoopDesk desk, SocketChannel channel) {
        this.desk = desk;
        this.channel = channel;
        unsent = desk.unsent(connection);
    }

    void write(ByteBuf bytes) {
        channel.write(bytes, channel.voidPromise());
        flushLater();
    }

    /**
     * Ends our side of the connection behind these bytes, and with it the connection when the client has ended its side.
     *
     * @param ended runs when the client, or the kernel for it, has taken all, or never will
     */
    void writeLast(ByteBuf bytes, Runnable ended) {
        lastIsWritten = true;
        channel.write(bytes).addListener((ChannelFuture done) -> {
            unsent.set(0);
            ended.run();
            if (channel.isInputShutdown()) {
                channel.close();
            } else {
                channel.shutdownOutput();
            }
        });
        flushLater();
    }

    /** What is written from now on is flushed at {@link #readEnded}. */
    void readBegun() {
        inRead = true;
    }

    void readEnded() {
        inRead = false;
        if (flushDue) {
            flush();
        }
    }

    void flush() {
        flushDue = false;
        channel.flush();
        count();
    }

    /** A large answer waits for those before it, or, when negative, does no longer. */
    void inLine(int bytes) {
        inLineBytes += bytes;
        count();
    }

    /** Breaks the connection at once, in a way that the client notices. */
    void reset() {
        dropped();
        if (channel.isOpen()) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
            channel.close();
        }
    }

    /** Gives back what is charged: the connection is gone. */
    void dropped() {
        inLineBytes = 0;
        unsent.set(0);
    }

    /** Once for all answers of one read, or of one batch from another thread. */
    private void flushLater() {
        if (!flushDue) {
            flushDue = true;
            if (!inRead) {
                desk.flushSoon(this);
            }
        }
    }

    private void count() {
        ChannelOutboundBuffer waiting = channel.unsafe().outboundBuffer();
        long bytes = waiting == null ? 0 : waiting.totalPendingWriteBytes() + inLineBytes;
        if (bytes != unsent.bytes()) {
            unsent.set(bytes);
            desk.limitUnsent();
        }
        if (bytes > inLineBytes && !watching && !lastIsWritten) {
            watch();
        }
    }

    /** Netty tells of the buffer's marks only. The end of an empty write tells that all before it was taken. */
    private void watch() {
        watching = true;
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener((ChannelFuture taken) -> {
            watching = false;
            if (taken.isSuccess()) {
                channel.eventLoop().execute(this::countAnew); // the buffer is not up to date yet
            }
        });
    }

    /** What waits now has not waited for long, and goes to the end of the line. */
    private void countAnew() {
        unsent.set(0);
        count();
    }
}
