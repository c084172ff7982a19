package dev.chatanalytics.engine.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.chatanalytics.engine.runtime.NamedThreads;
import dev.chatanalytics.engine.runtime.TimerWheel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whoever schedules and cancels what, when and on which thread: each task runs once and not early, or never. */
@ExtendWith(Silence.class)
class TimerWheelFuzzTest {

    private static final int THREADS = 3;

    /** One task, and what became of it. */
    private static final class Task {

        private final long delayNanos;
        private final long scheduledNanos = System.nanoTime();
        private final AtomicInteger runs = new AtomicInteger();
        private volatile long ranNanos;
        private volatile boolean cancelledBeforeItRan;
        private volatile TimerWheel.Timeout timeout;

        private Task(long delayNanos) {
            this.delayNanos = delayNanos;
        }

        private void run() {
            ranNanos = System.nanoTime();
            runs.incrementAndGet();
        }

        /** Called on the wheel's thread only, so that there is no race with {@link #run}. */
        private void cancel() {
            TimerWheel.Timeout handle = timeout;
            if (handle != null && runs.get() == 0) {
                handle.cancel();
                cancelledBeforeItRan = true;
            }
        }
    }

    @Test
    void shouldRunEachTaskOnceAndNotEarlyUnlessItIsCancelled() {
        Fuzz.check("timer wheel", random -> {
            TimerWheel wheel = new TimerWheel("test-wheel");
            try {
                List<List<Task>> tasks = schedule(wheel, random);
                tasks.forEach(TimerWheelFuzzTest::awaitAll);
            } finally {
                wheel.close();
            }
        });
    }

    private static List<List<Task>> schedule(TimerWheel wheel, SplittableRandom random) {
        List<List<Task>> all = new ArrayList<>();
        List<Thread> threads = IntStream.range(0, THREADS)
                .mapToObj(t -> {
                    List<Task> mine = new ArrayList<>();
                    all.add(mine);
                    SplittableRandom own = random.split();
                    return NamedThreads.create("scheduler-" + t, () -> scheduleSome(wheel, own, mine));
                })
                .toList();
        threads.forEach(Thread::start);
        threads.forEach(NamedThreads::join);
        return all;
    }

    private static void scheduleSome(TimerWheel wheel, SplittableRandom random, List<Task> mine) {
        for (int n = random.nextInt(1, 60); n > 0; n--) {
            Task task = new Task(random.nextLong(TimeUnit.MILLISECONDS.toNanos(80)));
            Task victim = mine.isEmpty() || random.nextInt(3) > 0 ? null : mine.get(random.nextInt(mine.size()));
            boolean throwing = random.nextInt(50) == 0;
            task.timeout = wheel.schedule(task.delayNanos, TimeUnit.NANOSECONDS, () -> {
                task.run();
                if (victim != null) {
                    victim.cancel();
                }
                if (throwing) {
                    throw new IllegalStateException("on purpose");
                }
            });
            mine.add(task);
        }
    }

    private static void awaitAll(List<Task> tasks) {
        await("each has run or is cancelled")
                .pollInterval(Duration.ofMillis(5))
                .until(() -> tasks.stream().allMatch(task -> task.cancelledBeforeItRan || task.runs.get() > 0));
        assertThat(tasks).allSatisfy(task -> {
            assertThat(task.runs).hasValue(task.cancelledBeforeItRan ? 0 : 1);
            if (!task.cancelledBeforeItRan) {
                assertThat(task.ranNanos - task.scheduledNanos).isGreaterThanOrEqualTo(task.delayNanos);
            }
        });
    }
}
