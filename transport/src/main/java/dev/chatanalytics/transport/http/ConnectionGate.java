package dev.chatanalytics.transport.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stands in front of the accepted connections: counts those that are open, and when there are too many closes the newcomer
 * before it costs anything, or makes room for it. Stands in the pipeline of the listening socket; the counts may be read on any thread.
 */
final class ConnectionGate extends ChannelInboundHandlerAdapter {

    private final int limit;
    private final boolean newcomersFirst;
    private final ChannelGroup open = new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE, true);
    private final AtomicLong refused = new AtomicLong();

    ConnectionGate(int limit, boolean newcomersFirst) {
        this.limit = limit;
        this.newcomersFirst = newcomersFirst;
    }

    ChannelGroup open() {
        return open;
    }

    long refused() {
        return refused.get();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object accepted) {
        Channel connection = (Channel) accepted;
        if (open.size() < limit || newcomersFirst && makeRoom()) {
            open.add(connection);
            ctx.fireChannelRead(connection);
        } else {
            refused.incrementAndGet();
            connection.unsafe().closeForcibly();
        }
    }

    /** Closes the connection on which nothing has happened for longest, and counts it no more. */
    private boolean makeRoom() {
        Channel idlest = null;
        long last = Long.MAX_VALUE;
        for (Channel channel : open) {
            HttpConnection connection = channel.pipeline().get(HttpConnection.class);
            if (connection != null && connection.activity() < last) {
                idlest = channel;
                last = connection.activity();
            }
        }
        if (idlest == null) {
            return false;
        }
        open.remove(idlest);
        idlest.close();
        return true;
    }
}
