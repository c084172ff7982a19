package dev.chatanalytics.perf.load.client;

import dev.chatanalytics.perf.load.client.Latencies.Series;
import dev.chatanalytics.perf.load.client.Tally.Count;
import io.netty.util.concurrent.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import org.HdrHistogram.Histogram;

/** A run under way, as seen from one other thread. */
public final class RunningLoad {

    private final Run run;
    private final List<Sender> senders = new ArrayList<>();
    private final List<Runnable> stops = new ArrayList<>();
    private final CountDownLatch running;

    private RunningLoad(Run run, int senders) {
        this.run = run;
        running = new CountDownLatch(senders);
    }

    static RunningLoad start(Run run, RequestTemplates templates, List<Fleet.Lane> lanes) {
        RunningLoad load = new RunningLoad(run, lanes.size());
        for (int i = 0; i < lanes.size(); i++) {
            Fleet.Lane lane = lanes.get(i);
            Sender sender = new Sender(run, templates, lane.pool(), i, lanes.size());
            load.senders.add(sender);
            lane.loop().submit(() -> load.begin(sender, lane)).syncUninterruptibly();
        }
        return load;
    }

    /** The run. */
    public Run run() {
        return run;
    }

    /** Waits for the end of the run, at most this long. */
    public boolean await(long nanos) throws InterruptedException {
        return running.await(nanos, TimeUnit.NANOSECONDS);
    }

    /** Ends the run, finished or not. Its outcomes may be read afterwards. */
    public void stop() {
        stops.forEach(Runnable::run);
    }

    /** The count so far, over all senders. */
    public long get(Count count) {
        return sum(tally -> tally.get(count));
    }

    /** How many answers had each status so far; statuses that never came are absent. */
    public Map<Integer, Long> answers() {
        Map<Integer, Long> all = new TreeMap<>();
        for (Sender sender : senders) {
            sender.tally().answers().forEach((status, n) -> all.merge(status, n, Long::sum));
        }
        return all;
    }

    /** What was recorded since the last call, over all senders. */
    public Histogram takeInterval(Series series) {
        Histogram all = Latencies.histogram();
        senders.forEach(sender -> all.add(sender.latencies().takeInterval(series)));
        return all;
    }

    private void begin(Sender sender, Fleet.Lane lane) {
        lane.pool().whenFree(sender::connectionFreed);
        Future<?> ticks = lane.loop().scheduleAtFixedRate(() -> tick(sender), 0, 1, TimeUnit.MILLISECONDS);
        stops.add(() -> lane.loop()
                .submit(() -> {
                    ticks.cancel(false);
                    lane.pool().whenFree(() -> {});
                })
                .syncUninterruptibly());
    }

    private void tick(Sender sender) {
        sender.tick();
        if (sender.finished()) {
            running.countDown(); // stop() ends the ticks
        }
    }

    private long sum(ToLongFunction<Tally> count) {
        return senders.stream()
                .mapToLong(sender -> count.applyAsLong(sender.tally()))
                .sum();
    }
}
