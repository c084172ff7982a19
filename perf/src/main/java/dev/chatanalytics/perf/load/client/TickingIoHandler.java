package dev.chatanalytics.perf.load.client;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.util.concurrent.ThreadAwareExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Epoll, looked at once a tick while the event loop has one: what arrives meanwhile is read in one go, just before the
 * tick sends, so that an answer does not wake the thread up by itself. Used by its event loop only, except
 * for {@link #wakeup}.
 */
final class TickingIoHandler implements IoHandler {

    /** Whoever waits longer than this is not ticking, and is woken up by whatever arrives. */
    private static final long MAX_NAP_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final IoHandler epoll;

    private TickingIoHandler(IoHandler epoll) {
        this.epoll = epoll;
    }

    static IoHandlerFactory newFactory() {
        IoHandlerFactory factory = EpollIoHandler.newFactory();
        return new IoHandlerFactory() {
            @Override
            public IoHandler newHandler(ThreadAwareExecutor executor) {
                return new TickingIoHandler(factory.newHandler(executor));
            }

            @Override
            public boolean isChangingThreadSupported() {
                return factory.isChangingThreadSupported();
            }
        };
    }

    @Override
    public int run(IoHandlerContext context) {
        if (context.canBlock()) {
            long left = context.delayNanos(System.nanoTime());
            if (left > 0 && left <= MAX_NAP_NANOS) {
                LockSupport.parkNanos(left);
            }
        }
        return epoll.run(context);
    }

    @Override
    public void initialize() {
        epoll.initialize();
    }

    @Override
    public void prepareToDestroy() {
        epoll.prepareToDestroy();
    }

    @Override
    public void destroy() {
        epoll.destroy();
    }

    @Override
    public IoRegistration register(IoHandle handle) throws Exception {
        return epoll.register(handle);
    }

    /** Does not end a nap, which is over soon. */
    @Override
    public void wakeup() {
        epoll.wakeup();
    }

    @Override
    public boolean isCompatible(Class<? extends IoHandle> type) {
        return epoll.isCompatible(type);
    }
}
