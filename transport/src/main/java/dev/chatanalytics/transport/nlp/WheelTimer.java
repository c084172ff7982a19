package dev.chatanalytics.transport.nlp;

import dev.chatanalytics.engine.runtime.TimerWheel;
import io.netty.util.Timeout;
import io.netty.util.Timer;
import io.netty.util.TimerTask;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Lends the engine's wheel to async-http-client, which wants a timer of its own kind. Thread-safe. It uses it to close
 * connections that have been idle for long. Stopping is left to the wheel's owner.
 */
record WheelTimer(TimerWheel wheel) implements Timer {

    @Override
    public Timeout newTimeout(TimerTask task, long delay, TimeUnit unit) {
        Handle handle = new Handle(this, task);
        handle.scheduled = wheel.schedule(delay, unit, handle);
        return handle;
    }

    @Override
    public Set<Timeout> stop() {
        return Set.of();
    }

    private static final class Handle implements Timeout, Runnable {

        private enum State {
            WAITING,
            EXPIRED,
            CANCELLED
        }

        private final Timer timer;
        private final TimerTask task;
        private TimerWheel.Timeout scheduled;
        private State state = State.WAITING;

        private Handle(Timer timer, TimerTask task) {
            this.timer = timer;
            this.task = task;
        }

        @Override
        public void run() {
            if (moveTo(State.EXPIRED)) {
                try {
                    task.run(this);
                } catch (Exception e) {
                    throw new IllegalStateException("timer task failed", e); // the wheel logs it
                }
            }
        }

        @Override
        public boolean cancel() {
            boolean cancelled = moveTo(State.CANCELLED);
            if (cancelled) {
                scheduled.cancel();
            }
            return cancelled;
        }

        @Override
        public Timer timer() {
            return timer;
        }

        @Override
        public TimerTask task() {
            return task;
        }

        @Override
        public synchronized boolean isExpired() {
            return state == State.EXPIRED;
        }

        @Override
        public synchronized boolean isCancelled() {
            return state == State.CANCELLED;
        }

        private synchronized boolean moveTo(State next) {
            boolean moved = state == State.WAITING;
            if (moved) {
                state = next;
            }
            return moved;
        }
    }
}
