package dev.chatanalytics.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.chatanalytics.engine.testing.HeldWheel;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TimerWheelTest {

    private final TimerWheel wheel = new TimerWheel("test-wheel");

    @AfterEach
    void close() {
        wheel.close();
    }

    /** Of the time that a task waits here to be taken by the wheel, no more than 50 ms count: the delays lie further apart. */
    @Test
    void shouldRunTasksInTheOrderOfTheirDelays() throws InterruptedException {
        var ran = new ConcurrentLinkedQueue<Integer>();
        var held = HeldWheel.now(wheel);
        for (int delay : new int[] {180, 60, 300, 120, 240}) {
            wheel.schedule(delay, TimeUnit.MILLISECONDS, () -> ran.add(delay));
        }
        held.release();

        await("all five").until(() -> ran.size() == 5);
        assertThat(ran).containsExactly(60, 120, 180, 240, 300);
    }

    @Test
    void shouldNeverRunEarly() throws InterruptedException {
        for (int delay = 1; delay < 40; delay += 3) {
            long began = System.nanoTime();
            var fired = new CountDownLatch(1);
            wheel.schedule(delay, TimeUnit.MILLISECONDS, fired::countDown);
            fired.await();
            assertThat(System.nanoTime() - began).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(delay));
        }
    }

    @Test
    void shouldNotRunEarlyWhenItIsLateItself() throws InterruptedException {
        var busy = new CountDownLatch(1);
        wheel.schedule(0, TimeUnit.MILLISECONDS, () -> {
            busy.countDown();
            spin(45);
        });
        busy.await();
        spin(35);
        long began = System.nanoTime();
        var fired = new CountDownLatch(1);
        wheel.schedule(25, TimeUnit.MILLISECONDS, fired::countDown);
        fired.await();

        assertThat(System.nanoTime() - began).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(25));
    }

    private static void spin(long millis) {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (System.nanoTime() - until < 0) {
            Thread.onSpinWait();
        }
    }

    @Test
    void shouldKeepTasksOfLaterTurns() {
        var ran = new ConcurrentLinkedQueue<String>();
        wheel.schedule(5_130, TimeUnit.MILLISECONDS, () -> ran.add("second turn"));
        wheel.schedule(20, TimeUnit.MILLISECONDS, () -> ran.add("first turn"));

        await("the second turn").until(() -> ran.size() == 2);
        assertThat(ran).containsExactly("first turn", "second turn");
    }

    @Test
    void shouldNotRunWhatIsCancelled() throws InterruptedException {
        var ran = new ConcurrentLinkedQueue<String>();
        var held = HeldWheel.now(wheel);
        wheel.schedule(30, TimeUnit.MILLISECONDS, () -> ran.add("cancelled")).cancel();
        wheel.schedule(90, TimeUnit.MILLISECONDS, () -> ran.add("kept"));
        held.release();

        await("the later one").until(() -> !ran.isEmpty());
        assertThat(ran).containsExactly("kept");
    }

    /** They are cancelled when the wheel has put them where they belong, and cannot have come to them yet. */
    @Test
    void shouldRunThoseOfOneTickButTheCancelledInTheirOrder() throws InterruptedException {
        var ran = new ConcurrentLinkedQueue<Integer>();
        var first = HeldWheel.now(wheel);
        var timeouts = IntStream.range(0, 6)
                .mapToObj(i -> wheel.schedule(100_000 + i, TimeUnit.MICROSECONDS, () -> ran.add(i)))
                .toList();
        wheel.schedule(200, TimeUnit.MILLISECONDS, () -> ran.add(6));
        var second = HeldWheel.next(wheel);
        standStill(60); // so that the same time counts for each, however long it took to schedule them
        first.release();
        second.await();
        for (int i : new int[] {0, 3, 5, 3}) {
            timeouts.get(i).cancel();
        }
        second.release();

        await("the last one").until(() -> ran.contains(6));
        assertThat(ran).containsExactly(1, 2, 4, 6);
    }

    @Test
    void shouldNotKeepWhatIsCancelledUntilItIsDue() {
        var cancelled = IntStream.range(0, 3)
                .mapToObj(i -> new WeakReference<>(wheel.schedule(1, TimeUnit.HOURS, () -> {})))
                .toList();
        wheel.schedule(1, TimeUnit.HOURS, () -> {});
        var linked = new CountDownLatch(1);
        wheel.schedule(0, TimeUnit.MILLISECONDS, linked::countDown);
        await("the wheel to have them").until(() -> linked.getCount() == 0);

        cancelled.forEach(timeout -> timeout.get().cancel());

        await("all to be collected").until(() -> {
            System.gc();
            return cancelled.stream().allMatch(timeout -> timeout.refersTo(null));
        });
    }

    @Test
    void shouldSurviveATaskThatThrows() throws InterruptedException {
        var after = new CountDownLatch(1);
        wheel.schedule(0, TimeUnit.MILLISECONDS, () -> {
            throw new IllegalStateException("on purpose");
        });
        wheel.schedule(20, TimeUnit.MILLISECONDS, after::countDown);

        assertThat(after.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void shouldTakeTasksFromManyThreads() throws InterruptedException {
        var left = new CountDownLatch(8_000);
        List<Thread> threads = IntStream.range(0, 8)
                .mapToObj(t -> NamedThreads.create("scheduler-" + t, () -> {
                    for (int i = 0; i < 1_000; i++) {
                        wheel.schedule(i % 50, TimeUnit.MILLISECONDS, left::countDown);
                    }
                }))
                .toList();
        threads.forEach(Thread::start);
        threads.forEach(NamedThreads::join);

        assertThat(left.await(10, TimeUnit.SECONDS)).isTrue();
    }

    /** The wheel's own thread is held up for longer than a stall: to the wheel that is the same as a paused process. */
    @Test
    void shouldNotCountTimeInWhichItStoodStill() throws InterruptedException {
        var order = new ConcurrentLinkedQueue<String>();
        var held = HeldWheel.now(wheel);
        wheel.schedule(300, TimeUnit.MILLISECONDS, () -> order.add("deadline"));
        standStill(600); // for longer than the deadline
        wheel.schedule(50, TimeUnit.MILLISECONDS, () -> order.add("after the stall"));
        held.release();

        await("both").until(() -> order.size() == 2);
        assertThat(order).containsExactly("after the stall", "deadline");
    }

    /** Returns when so much time has passed, in which the wheel is held. */
    private static void standStill(long millis) {
        long began = System.nanoTime();
        await("a stall").until(() -> System.nanoTime() - began > TimeUnit.MILLISECONDS.toNanos(millis));
    }

    @Test
    void shouldTakeTasksThatItWillNotRunOnceClosed() {
        AtomicBoolean ran = new AtomicBoolean();
        wheel.close(); // its thread has ended

        wheel.schedule(0, TimeUnit.MILLISECONDS, () -> ran.set(true));

        assertThat(ran).isFalse();
    }
}
