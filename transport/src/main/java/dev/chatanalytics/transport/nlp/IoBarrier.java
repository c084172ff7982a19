package dev.chatanalytics.transport.nlp;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Waits, without blocking, until every event loop has read what had already arrived on its sockets. Thread-safe.
 *
 * <p>A task that is queued while a loop handles I/O or tasks runs in the same turn, before sockets are looked at again;
 * only one that is queued at the very end of a turn is sure to have a whole pass of I/O before it. So each pass is a hop
 * to the end of the turn and one into the next turn.
 */
final class IoBarrier {

    /**
     * One pass of epoll takes at most 4,096 sockets the first time, and double when that was not enough: three reach
     * 28,672, more than one instance has.
     */
    private static final int PASSES = 3;

    private final List<SingleThreadEventLoop> loops = new ArrayList<>();

    IoBarrier(EventLoopGroup group) {
        for (EventExecutor loop : group) {
            loops.add((SingleThreadEventLoop) loop);
        }
    }

    /** Runs the task on the loop that is last to pass. A loop that is shut down has nothing left to read. */
    void pass(Runnable then) {
        AtomicInteger remaining = new AtomicInteger(loops.size());
        for (SingleThreadEventLoop loop : loops) {
            Runnable passed = () -> {
                if (remaining.decrementAndGet() == 0) {
                    then.run();
                }
            };
            runOn(loop, () -> pass(loop, PASSES, passed));
        }
    }

    /** Runs the task on the loop, or here when the loop is shut down. */
    static void runOn(EventLoop loop, Runnable task) {
        try {
            loop.execute(task);
        } catch (RejectedExecutionException e) {
            task.run();
        }
    }

    private static void pass(SingleThreadEventLoop loop, int passes, Runnable then) {
        if (passes == 0 || loop.isShuttingDown()) {
            then.run();
        } else {
            loop.executeAfterEventLoopIteration(() -> runOn(loop, () -> pass(loop, passes - 1, then)));
        }
    }
}
