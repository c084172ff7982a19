package dev.chatanalytics.perf.transport;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.chatanalytics.engine.runtime.NamedThreads;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.util.ReferenceCountUtil;

/**
 * The least that Netty can do: for each read, whatever was in it, the same bytes that the service would send. Right only for
 * clients that send a request at once and wait for its answer, over loopback. Event loop only.
 */
@Sharable
final class BareServer extends ChannelInboundHandlerAdapter {

    /** A whole request fits, so that one read is one request. */
    private static final int READ_BYTES = 16 * 1024;

    private static final int BACKLOG = 1024;
    private static final byte[] ANSWER = answer("{\"message_id\":\"abcd1234-0000000000\"}");

    private BareServer() {}

    /** Listens on loopback and serves on one event loop, for as long as the process lives. */
    static void start(int port) throws InterruptedException {
        new ServerBootstrap()
                .group(new MultiThreadIoEventLoopGroup(1, NamedThreads.numbered("bare"), EpollIoHandler.newFactory()))
                .channel(EpollServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(
                        ChannelOption.RECVBUF_ALLOCATOR,
                        new FixedRecvByteBufAllocator(READ_BYTES).maxMessagesPerRead(1))
                .childHandler(new BareServer())
                .bind("127.0.0.1", port)
                .sync();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object request) {
        ReferenceCountUtil.release(request);
        ByteBuf answer = ctx.alloc().ioBuffer(ANSWER.length).writeBytes(ANSWER);
        ctx.writeAndFlush(answer, ctx.voidPromise());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close(); // the generator has gone
    }

    private static byte[] answer(String body) {
        return ("HTTP/1.1 202 Accepted\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                        + "\r\nDate: Mon, 23 Nov 2026 08:00:00 GMT\r\n\r\n" + body)
                .getBytes(US_ASCII);
    }
}
