package dev.chatanalytics.perf.cluster;

import dev.chatanalytics.perf.load.Progress;
import dev.chatanalytics.perf.load.client.Pause;
import dev.chatanalytics.perf.load.observe.AdminMetrics;
import dev.chatanalytics.perf.load.observe.ServiceSample;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;

/** Looks at all services once a second. Used by one thread. */
final class Watch {

    private final List<AdminMetrics> admins;
    private final DoubleSupplier connections;
    private final Progress progress;
    private double fewestConnections = Double.NaN;
    private double maxResidentBytes = Double.NaN;
    private long secondsBreakerNotClosed;
    private double lastAnswers = Double.NaN;
    private double lastCpu = Double.NaN;
    private double lastTime;

    /** @param connections how many nginx holds, or null for those of the services */
    Watch(List<AdminMetrics> admins, DoubleSupplier connections, Progress progress) {
        this.admins = admins;
        this.connections = connections;
        this.progress = progress;
    }

    /** Looks for the first time, so that the first second is one like the others. */
    void begin() {
        List<ServiceSample> now = samples();
        lastAnswers = sum(now, ServiceSample::answers);
        lastCpu = sum(now, ServiceSample::cpuSeconds);
    }

    /** Waits until the services have closed all their connections, or the patience has ended. */
    void awaitNoConnections(Duration patience) {
        long until = System.nanoTime() + patience.toNanos();
        while (sum(samples(), ServiceSample::connections) > 0 && System.nanoTime() < until) {
            Pause.millis(100);
        }
    }

    /** @param time seconds since the generators began */
    void second(double time) {
        List<ServiceSample> now = samples();
        double open = connections == null ? sum(now, ServiceSample::connections) : connections.getAsDouble();
        fewestConnections = known(fewestConnections, open, Math.min(fewestConnections, open));
        double resident =
                now.stream().mapToDouble(ServiceSample::residentBytes).max().orElse(Double.NaN);
        maxResidentBytes = known(maxResidentBytes, resident, Math.max(maxResidentBytes, resident));
        boolean closed = now.stream().allMatch(service -> service.breaker() == 0);
        secondsBreakerNotClosed += closed ? 0 : 1; // a state that is not known is not closed
        if (Double.isNaN(sum(now, ServiceSample::answers))) {
            progress.say(String.format(Locale.ROOT, "%4.0f s  a service did not tell its metrics in time", time));
        } else {
            tell(time, open, closed, resident, now);
        }
    }

    private void tell(double time, double open, boolean closed, double resident, List<ServiceSample> now) {
        double answers = sum(now, ServiceSample::answers);
        double cpu = sum(now, ServiceSample::cpuSeconds);
        progress.say(String.format(
                Locale.ROOT,
                "%4.0f s %,8.0f/s  connections %,7.0f  rings %,6.0f  breakers %s  CPU of the services %.2f  largest %.0f MB",
                time,
                (answers - lastAnswers) / (time - lastTime),
                open,
                sum(now, ServiceSample::ringDepth),
                closed ? "closed" : "NOT all closed",
                (cpu - lastCpu) / (time - lastTime),
                resident / 1e6));
        lastAnswers = answers;
        lastCpu = cpu;
        lastTime = time;
    }

    private List<ServiceSample> samples() {
        return admins.stream().map(AdminMetrics::sample).toList();
    }

    /** The fewest connections that were open in any second; NaN when that was never known. */
    double fewestConnections() {
        return fewestConnections;
    }

    /** The most that any one service had. */
    double maxResidentBytes() {
        return maxResidentBytes;
    }

    long secondsBreakerNotClosed() {
        return secondsBreakerNotClosed;
    }

    /** A second in which a service did not answer in time says nothing of its connections. */
    private static double known(double soFar, double now, double both) {
        return Double.isNaN(now) ? soFar : Double.isNaN(soFar) ? now : both;
    }

    private static double sum(List<ServiceSample> all, ToDoubleFunction<ServiceSample> value) {
        return all.stream().mapToDouble(value).sum();
    }
}
