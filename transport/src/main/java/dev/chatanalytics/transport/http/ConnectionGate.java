package dev.chatanalytics.transport.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stands in front of the accepted connections: counts those that are open, and closes those that are too many before
 * they cost anything. Stands in the pipeline of the listening socket; the counts may be read on any thread.
 */
final class ConnectionGate extends ChannelInboundHandlerAdapter {

    private final int limit;
    private final ChannelGroup open = new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE, true);
    private final AtomicLong refused = new AtomicLong();

    ConnectionGate(int limit) {
        this.limit = limit;
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
        if (open.size() < limit) {
            open.add(connection);
            ctx.fireChannelRead(connection);
        } else {
            refused.incrementAndGet();
            connection.unsafe().closeForcibly();
        }
    }
}
