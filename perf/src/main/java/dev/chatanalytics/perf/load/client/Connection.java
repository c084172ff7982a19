package dev.chatanalytics.perf.load.client;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.InetSocketAddress;

/** One keep-alive connection with at most one request under way. Used on its event loop only. */
final class Connection extends ChannelInboundHandlerAdapter {

    private final ConnectionPool pool;
    private final InetSocketAddress source;
    private final ResponseParser parser = new ResponseParser();
    private ChannelHandlerContext context;
    private Sender sender;
    private int message;

    Connection(ConnectionPool pool, InetSocketAddress source) {
        this.pool = pool;
        this.source = source;
    }

    InetSocketAddress source() {
        return source;
    }

    boolean isOpen() {
        return context.channel().isActive();
    }

    /** Sends a request, whose answer or loss the sender is told. */
    void send(Sender sender, int message, ByteBuf request) {
        this.sender = sender;
        this.message = message;
        context.writeAndFlush(request, context.voidPromise());
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        context = ctx;
        pool.opened(this);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object data) {
        ByteBuf in = (ByteBuf) data;
        try {
            while (in.isReadable() && parser.feed(in)) {
                answered();
            }
        } finally {
            in.release();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        pool.problem(cause);
        ctx.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        Sender waiting = sender;
        sender = null;
        if (waiting != null) {
            waiting.lost(message);
        }
        pool.closed(this);
    }

    private void answered() {
        Sender waiting = sender;
        sender = null;
        boolean close = parser.close();
        parser.reset();
        // Without a waiting sender it was a parting word such as 408, which is nobody's answer.
        if (waiting != null) {
            waiting.answered(message, parser.status());
        }
        if (close) {
            context.close();
        } else if (waiting != null) {
            pool.release(this);
        }
    }
}
