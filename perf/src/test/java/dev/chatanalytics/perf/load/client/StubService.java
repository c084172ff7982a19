package dev.chatanalytics.perf.load.client;

import dev.chatanalytics.engine.runtime.NamedThreads;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/**
 * What the generator is tried on: an HTTP server that keeps every body, and answers as it is told. All on one event loop,
 * so a stall of it is a stall of the whole service.
 */
public final class StubService implements AutoCloseable {

    /** What to do with one request. */
    public enum Answer {
        ACCEPT,
        REFUSE,
        ACCEPT_AND_CLOSE,
        HANG_UP,
        SAY_NOTHING,
        /** Stand still for 200 ms with all connections, then accept. */
        STALL
    }

    private static final int STALL_MILLIS = 200;
    private static final int MAX_BODY = 65_536;

    private final IoEventLoopGroup group =
            new MultiThreadIoEventLoopGroup(1, NamedThreads.numbered("stub"), EpollIoHandler.newFactory());
    private final Queue<String> bodies = new ConcurrentLinkedQueue<>();
    private final InetSocketAddress address;
    private final IntFunction<Answer> answers;
    private volatile int requests;

    /** @param answers by the number of the request, from 0 */
    public StubService(IntFunction<Answer> answers) {
        this.answers = answers;
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(group)
                .channel(EpollServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 4096)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline()
                                .addLast(new HttpServerCodec(), new HttpObjectAggregator(MAX_BODY), new Handler());
                    }
                });
        address = (InetSocketAddress)
                bootstrap.bind("127.0.0.1", 0).syncUninterruptibly().channel().localAddress();
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return address;
    }

    /** The bodies of all requests so far. */
    public Queue<String> bodies() {
        return bodies;
    }

    /** How many requests have come. */
    public int requests() {
        return requests;
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private final class Handler extends SimpleChannelInboundHandler<FullHttpRequest> {

        @Override
        protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
            bodies.add(request.content().toString(StandardCharsets.UTF_8));
            int number = requests;
            requests = number + 1;
            switch (answers.apply(number)) {
                case ACCEPT -> ctx.writeAndFlush(response(HttpResponseStatus.ACCEPTED));
                case REFUSE -> ctx.writeAndFlush(response(HttpResponseStatus.TOO_MANY_REQUESTS));
                case ACCEPT_AND_CLOSE -> {
                    FullHttpResponse last = response(HttpResponseStatus.ACCEPTED);
                    last.headers().set(HttpHeaderNames.CONNECTION, "close");
                    ctx.writeAndFlush(last).addListener(ChannelFutureListener.CLOSE);
                }
                case HANG_UP -> ctx.close();
                case SAY_NOTHING -> {}
                case STALL -> {
                    Pause.millis(STALL_MILLIS);
                    ctx.writeAndFlush(response(HttpResponseStatus.ACCEPTED));
                }
            }
        }

        private FullHttpResponse response(HttpResponseStatus status) {
            FullHttpResponse response = new DefaultFullHttpResponse(
                    HttpVersion.HTTP_1_1,
                    status,
                    Unpooled.copiedBuffer("{\"message_id\":\"m\"}", StandardCharsets.UTF_8));
            response.headers()
                    .set(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes());
            return response;
        }
    }
}
