package dev.chatanalytics.ops.verify.observe;

import dev.chatanalytics.engine.runtime.NamedThreads;
import dev.chatanalytics.ops.verify.ledger.Answer;
import dev.chatanalytics.ops.verify.ledger.Ledger;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Takes a sample each second on a thread of its own, {@code verify-sample}, until closed. Thread-safe. */
public final class Sampler implements AutoCloseable {

    private static final long INTERVAL_MILLIS = 1_000;

    private final Ledger ledger;
    private final AdminPage admin;
    private final long began = System.nanoTime();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<Sample> samples = new ArrayList<>();
    private final Thread thread = NamedThreads.create("verify-sample", this::run);
    private Map<Answer, Long> counts;
    private double then;

    private Sampler(Ledger ledger, AdminPage admin) {
        this.ledger = ledger;
        this.admin = admin;
        this.counts = counts();
    }

    public static Sampler start(Ledger ledger, AdminPage admin) {
        Sampler sampler = new Sampler(ledger, admin);
        sampler.thread.start();
        return sampler;
    }

    /** Those taken so far. */
    public List<Sample> samples() {
        synchronized (samples) {
            return List.copyOf(samples);
        }
    }

    /** The newest; of nothing, before there is one. */
    public Sample latest() {
        synchronized (samples) {
            return samples.isEmpty() ? new Sample(0, Map.of(), ServiceState.UNKNOWN) : samples.get(samples.size() - 1);
        }
    }

    /** Seconds since it was started. */
    public double seconds() {
        return (System.nanoTime() - began) / 1e9;
    }

    @Override
    public void close() {
        closed.countDown();
        NamedThreads.join(thread);
    }

    private void run() {
        try {
            while (!closed.await(INTERVAL_MILLIS, TimeUnit.MILLISECONDS)) {
                Sample sample = sample();
                synchronized (samples) {
                    samples.add(sample);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody interrupts it; the samples end here if somebody does
        }
    }

    private Sample sample() {
        ServiceState state = admin.state();
        double now = seconds();
        Map<Answer, Long> before = counts;
        double length = now - then;
        counts = counts();
        then = now;
        Map<Answer, Double> rates = new EnumMap<>(Answer.class);
        counts.forEach((answer, n) -> rates.put(answer, (n - before.get(answer)) / length));
        return new Sample(now, rates, state);
    }

    private Map<Answer, Long> counts() {
        Map<Answer, Long> now = new EnumMap<>(Answer.class);
        for (Answer answer : Answer.values()) {
            now.put(answer, ledger.count(answer));
        }
        return now;
    }
}
