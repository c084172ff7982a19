package dev.chatanalytics.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.Future;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class EventLoopsTest {

    @Test
    void shouldNameItsThreadsAndEndThem() {
        EventLoops loops = EventLoops.start(2, "test-loops");
        List<Thread> threads = Stream.of(1, 2)
                .map(n -> loops.group().next().submit(Thread::currentThread).syncUninterruptibly())
                .map(Future::getNow)
                .toList();
        assertThat(threads).extracting(Thread::getName).containsExactly("test-loops-0", "test-loops-1");
        assertThat(threads).allMatch(Thread::isAlive);
        loops.close();
        assertThat(threads).noneMatch(Thread::isAlive);
        loops.close(); // once more does nothing
    }

    @RepeatedTest(20)
    void shouldCloseASocketThatHasJustBeenOpened() throws Exception {
        EventLoops loops = EventLoops.start(1, "test-loops");
        Channel listener = new ServerBootstrap()
                .group(loops.group())
                .channel(loops.serverSocketChannel())
                .childHandler(new ChannelInboundHandlerAdapter())
                .bind("127.0.0.1", 0)
                .sync()
                .channel();
        SocketAddress address = listener.localAddress();

        loops.close();

        assertThat(listener.isOpen()).isFalse();
        try (Socket client = new Socket()) {
            assertThatThrownBy(() -> client.connect(address)).isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void shouldRefuseToStartWithoutThreads() {
        assertThatThrownBy(() -> EventLoops.start(0, "test"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("threads: 0 (expected: >= 1)");
    }
}
