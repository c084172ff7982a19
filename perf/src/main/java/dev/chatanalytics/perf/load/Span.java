package dev.chatanalytics.perf.load;

import com.sun.management.OperatingSystemMXBean;
import dev.chatanalytics.perf.load.observe.CpuTimes;
import dev.chatanalytics.perf.load.result.Cost;
import dev.chatanalytics.perf.load.result.Second;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;

/** The measured time of a run, and what it cost. Used by one thread. */
final class Span {

    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final CpuTimes fromCpu;
    private final long fromProcessNanos;
    private CpuTimes toCpu;
    private long toProcessNanos;

    private Span(CpuTimes cpu, long processNanos) {
        fromCpu = cpu;
        fromProcessNanos = processNanos;
    }

    static Span begin() throws IOException {
        return new Span(CpuTimes.ofOwnCpus(), PROCESS.getProcessCpuTime());
    }

    void end() throws IOException {
        toCpu = CpuTimes.ofOwnCpus();
        toProcessNanos = PROCESS.getProcessCpuTime();
    }

    double idle() {
        return toCpu.idleSince(fromCpu);
    }

    double steal() {
        return toCpu.stealSince(fromCpu);
    }

    /** What the measured ones of these seconds cost. */
    Cost cost(List<Second> all) {
        List<Second> seconds = all.stream().filter(second -> !second.warmup()).toList();
        long sent = seconds.stream().mapToLong(Second::sent).sum();
        return new Cost(
                (toProcessNanos - fromProcessNanos) / 1000.0 / sent,
                serviceMicros(seconds),
                max(seconds.stream()
                        .mapToDouble(s -> s.service().residentBytes())
                        .toArray()),
                max(seconds.stream().mapToDouble(s -> s.service().ringDepth()).toArray()));
    }

    /** Over the seconds in which the service said what it had used. */
    private static double serviceMicros(List<Second> seconds) {
        double micros = 0;
        long sent = 0;
        for (Second second : seconds) {
            if (!Double.isNaN(second.serviceCpu())) {
                micros += second.serviceCpu() * second.length() * 1e6;
                sent += second.sent();
            }
        }
        return sent == 0 ? Double.NaN : micros / sent;
    }

    private static double max(double[] values) {
        double max = Double.NaN;
        for (double value : values) {
            max = Double.isNaN(max) ? value : Double.isNaN(value) ? max : Math.max(max, value);
        }
        return max;
    }
}
