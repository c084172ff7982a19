package dev.chatanalytics.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.util.concurrent.Future;
import java.util.List;
import java.util.stream.Stream;
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

    @Test
    void shouldRefuseToStartWithoutThreads() {
        assertThatThrownBy(() -> EventLoops.start(0, "test"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("threads: 0 (expected: >= 1)");
    }
}
