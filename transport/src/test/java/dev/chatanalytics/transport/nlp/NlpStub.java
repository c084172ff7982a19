package dev.chatanalytics.transport.nlp;

import dev.chatanalytics.transport.http.EventLoops;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** An NLP API on a real socket that does to each request what the test wants, and counts connections and requests. */
final class NlpStub implements AutoCloseable {

    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger requests = new AtomicInteger();
    private final EventLoops loops = EventLoops.start(1, "stub");
    private final Channel listener;
    private volatile Consumer<StubExchange> behaviour;

    NlpStub(Consumer<StubExchange> behaviour) {
        this.behaviour = behaviour;
        listener = new ServerBootstrap()
                .group(loops.group())
                .channel(loops.serverSocketChannel())
                .option(ChannelOption.SO_BACKLOG, 4096)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel connection) {
                        connected(connection);
                    }
                })
                .bind("127.0.0.1", 0)
                .syncUninterruptibly()
                .channel();
    }

    void behaviour(Consumer<StubExchange> next) {
        behaviour = next;
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port() + "/analyze");
    }

    /** Connections so far. */
    int accepted() {
        return accepted.get();
    }

    /** Connections now. */
    int open() {
        return open.get();
    }

    int requests() {
        return requests.get();
    }

    /** No more connections; those that are open stay. */
    void stopListening() {
        listener.close().syncUninterruptibly();
    }

    @Override
    public void close() {
        loops.close();
    }

    private int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    private void connected(SocketChannel connection) {
        accepted.incrementAndGet();
        open.incrementAndGet();
        connection.closeFuture().addListener(closed -> open.decrementAndGet());
        connection
                .pipeline()
                .addLast(
                        new HttpRequestDecoder(),
                        new HttpResponseEncoder(),
                        new HttpObjectAggregator(1 << 20),
                        new Requests());
    }

    private final class Requests extends SimpleChannelInboundHandler<FullHttpRequest> {

        @Override
        protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
            requests.incrementAndGet();
            behaviour.accept(new StubExchange(ctx.channel(), request));
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            ctx.close(); // the client went away
        }
    }
}
