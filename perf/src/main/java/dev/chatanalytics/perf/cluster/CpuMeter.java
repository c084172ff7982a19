package dev.chatanalytics.perf.cluster;

import dev.chatanalytics.perf.testbed.ServiceProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** CPU time of all services between the first reading and the last. Used by one thread. */
final class CpuMeter {

    private final List<ServiceProcess> services;
    private final int rate;
    private Duration firstCpu;
    private long firstNanos;
    private Duration lastCpu;
    private long lastNanos;

    /** @param rate messages a second, of all services together */
    CpuMeter(List<ServiceProcess> services, int rate) {
        this.services = services;
        this.rate = rate;
    }

    void read() throws IOException {
        lastCpu = Duration.ZERO;
        for (ServiceProcess service : services) {
            lastCpu = lastCpu.plus(service.cpu());
        }
        lastNanos = System.nanoTime();
        if (firstCpu == null) {
            firstCpu = lastCpu;
            firstNanos = lastNanos;
        }
    }

    /** User and system; NaN before the second reading. */
    double microsAMessage() {
        if (lastNanos == firstNanos) {
            return Double.NaN;
        }
        double messages = rate * ((lastNanos - firstNanos) / 1e9);
        return lastCpu.minus(firstCpu).toNanos() / 1000.0 / messages;
    }
}
