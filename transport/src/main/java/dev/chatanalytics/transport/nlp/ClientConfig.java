package dev.chatanalytics.transport.nlp;

import dev.chatanalytics.engine.runtime.TimerWheel;
import dev.chatanalytics.transport.http.EventLoops;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.dns.DnsAddressResolverGroup;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.asynchttpclient.AsyncHttpClientConfig;
import org.asynchttpclient.DefaultAsyncHttpClientConfig;
import org.asynchttpclient.Request;
import org.asynchttpclient.channel.ChannelPool;
import org.asynchttpclient.netty.channel.ChannelManager;
import org.asynchttpclient.netty.channel.DefaultChannelPool;
import org.asynchttpclient.netty.channel.DefaultChannelPool.PoolLeaseStrategy;

/** How async-http-client is set up, and why. Stateless. */
final class ClientConfig {

    /** Shorter than servers usually keep an idle connection, so that they rarely close one just as it is used. */
    private static final Duration IDLE = Duration.ofSeconds(20);

    /** At the longest. So that a changed address is found, and a new server behind a balancer gets its share. */
    private static final Duration LIFE = Duration.ofMinutes(5);

    private static final Duration CLEANING = Duration.ofSeconds(1);

    private static final Duration NONE = Duration.ofMillis(-1);

    private ClientConfig() {}

    static AsyncHttpClientConfig of(
            EventLoops loops,
            TimerWheel timer,
            HttpNlpClientOptions options,
            Request prototype,
            ConnectionsAhead ahead) {
        SentRequests sent = new SentRequests(prototype);
        DefaultAsyncHttpClientConfig.Builder config = new DefaultAsyncHttpClientConfig.Builder()
                .setEventLoopGroup(loops.group())
                .setNettyTimer(new WheelTimer(timer))
                .setAddressResolverGroup(resolver(loops))
                .setUserAgent("chat-analytics")
                .setHttpAdditionalChannelInitializer(channel -> {
                    // It is for bodies from files, and looks at every write and read.
                    channel.pipeline().remove(ChannelManager.CHUNKED_WRITER_HANDLER);
                    channel.pipeline().addBefore(ChannelManager.AHC_HTTP_HANDLER, "sent-requests", sent);
                    channel.pipeline()
                            .addAfter(
                                    ChannelManager.HTTP_CLIENT_CODEC,
                                    AnswerFilter.NAME,
                                    new AnswerFilter(options.maxAnswerBytes()));
                    ahead.prepare(channel);
                });
        connections(config, new WheelTimer(timer), options);
        oneAttempt(config, options);
        options.ca().ifPresent(ca -> config.setSslContext(trusting(ca)));
        return config.build();
    }

    private static void connections(
            DefaultAsyncHttpClientConfig.Builder config, WheelTimer timer, HttpNlpClientOptions options) {
        config.setMaxConnections(options.maxConnections())
                .setAcquireFreeChannelTimeout(0) // else the caller would block
                .setChannelPool(new StaggeredPool(byTurns(timer), LIFE, System::nanoTime))
                .setHttpClientCodecMaxChunkSize(options.maxAnswerBytes())
                .setHttp2Enabled(false);
    }

    /**
     * A pool that lends the connection that has been idle for longest. With the one that was used last, which is
     * async-http-client's own choice, those that a low rate does not need are closed, all within a second, and have to be
     * opened again, under load, when the rate rises. {@link StaggeredPool} ends connections before {@code LIFE} does; but
     * without one this pool ignores that a connection has been closed.
     */
    private static ChannelPool byTurns(WheelTimer timer) {
        return new DefaultChannelPool(IDLE, LIFE, PoolLeaseStrategy.FIFO, timer, CLEANING);
    }

    /** One request out, one answer in as it is. Time is kept by {@link Deadlines}. */
    private static void oneAttempt(DefaultAsyncHttpClientConfig.Builder config, HttpNlpClientOptions options) {
        config.setMaxRequestRetry(0)
                .setFollowRedirect(false)
                .setCookieStore(null)
                .setCompressionEnforced(false)
                .setEnableAutomaticDecompression(false)
                .setRequestTimeout(NONE)
                .setReadTimeout(NONE)
                // Later than ours: only there to give back sockets of calls that have already expired.
                .setConnectTimeout(options.timeout().multipliedBy(2));
    }

    /** Host names are verified all the same. */
    private static SslContext trusting(Path ca) {
        try {
            return SslContextBuilder.forClient().trustManager(ca.toFile()).build();
        } catch (SSLException e) {
            throw new IllegalArgumentException(ca + " (expected a PEM file of certificates)", e);
        }
    }

    /** The JDK's would block the caller, which is an event loop. */
    private static AddressResolverGroup<InetSocketAddress> resolver(EventLoops loops) {
        boolean epoll = loops.socketChannel() == EpollSocketChannel.class;
        Class<? extends DatagramChannel> udp = epoll ? EpollDatagramChannel.class : NioDatagramChannel.class;
        return new DnsAddressResolverGroup(
                new DnsNameResolverBuilder().datagramChannelType(udp).socketChannelType(loops.socketChannel(), true));
    }
}
