package dev.chatanalytics.ops.metrics;

import com.sun.management.UnixOperatingSystemMXBean;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The {@code process_} metrics under the names that Prometheus' client libraries give them. Those of the Java library go through
 * all files of the process to count them, once a scrape: with thousands of connections that is half of a scrape, some ms to tens
 * of ms during which the one CPU does nothing else.
 *
 * <p>What the system does not tell is not a number.
 */
final class ProcessMeters {

    private static final Path OPEN_FILES = Path.of("/proc/self/fd");
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double MILLIS_PER_SECOND = 1e3;
    private static final int BYTES_PER_KB = 1024;

    private ProcessMeters() {}

    static void expose(PrometheusRegistry registry) {
        OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
        double started = ManagementFactory.getRuntimeMXBean().getStartTime() / MILLIS_PER_SECOND;
        if (system instanceof UnixOperatingSystemMXBean unix) {
            Readings.counter(
                    registry,
                    "process_cpu_seconds",
                    "CPU time, of user and system, in seconds.",
                    () -> unix.getProcessCpuTime() / NANOS_PER_SECOND);
            Readings.gauge(registry, "process_open_fds", "Open file descriptors.", () -> openFiles(unix));
            Readings.gauge(registry, "process_max_fds", "How many may be open.", unix::getMaxFileDescriptorCount);
        }
        Readings.gauge(
                registry, "process_start_time_seconds", "When it started, in seconds since 1970.", () -> started);
        Readings.gauge(registry, "process_virtual_memory_bytes", "Of virtual memory.", () -> status("VmSize:"));
        Readings.gauge(registry, "process_resident_memory_bytes", "Of resident memory.", () -> status("VmRSS:"));
    }

    /** Since Linux 6.2 it is the size of the directory; before, and elsewhere, that is 0. */
    private static double openFiles(UnixOperatingSystemMXBean system) {
        try {
            long size = Files.size(OPEN_FILES);
            return size > 0 ? size : system.getOpenFileDescriptorCount();
        } catch (IOException e) {
            return system.getOpenFileDescriptorCount(); // not Linux
        }
    }

    private static double status(String name) {
        try (Stream<String> lines = Files.lines(STATUS, StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> line.startsWith(name))
                    .mapToDouble(line -> BYTES_PER_KB
                            * Double.parseDouble(line.substring(name.length()).replace("kB", "")))
                    .findFirst()
                    .orElse(Double.NaN);
        } catch (IOException | UncheckedIOException e) {
            return Double.NaN; // not Linux
        }
    }
}
