package dev.chatanalytics.ops;

import com.sun.management.OperatingSystemMXBean;
import dev.chatanalytics.engine.runtime.TimerWheel;
import dev.chatanalytics.ops.config.Configuration;
import dev.chatanalytics.transport.http.EventLoops;
import java.io.IOException;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A rehearsal before the doors open, until Java has compiled what messages go through. Cold code takes twenty times as
 * long: a service that is given its full rate at once would answer late, take its own lateness for the NLP API's, and
 * open the circuit breaker.
 */
final class WarmUp {

    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);

    /** Of its CPU time: on a CPU that it shares the same work takes longer, and is needed all the more. */
    private static final int PATIENCE_TIMES = 5;

    private static final int ROUND = 1_024;

    /** Rounds in a row with little to compile: what is compiled counts at its end, and may take a second on a slow CPU. */
    private static final int QUIET_ROUNDS = 8;

    private static final int LITTLE_PERCENT = 5;

    private final Duration budget;
    private final Service.StopQuestion stop;
    private final CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
    private final long start = System.nanoTime();
    private final long startCpu = cpuNanos();
    private int messages;

    private WarmUp(Duration budget, Service.StopQuestion stop) {
        this.budget = budget;
        this.stop = stop;
    }

    /**
     * Blocks for the few seconds that it takes, or until it is to stop. That it fails is no reason not to start.
     *
     * @param configuration whose {@code rehearsal} is the CPU time of the process that it may take
     * @param loops those of the service, so that its threads are warm, too
     */
    static void run(Configuration configuration, EventLoops loops, TimerWheel timers, Service.StopQuestion stop)
            throws InterruptedException {
        WarmUp warmUp = new WarmUp(configuration.rehearsal(), stop);
        try (Rehearsal rehearsal = Rehearsal.start(configuration, loops, timers)) {
            warmUp.repeat(rehearsal);
        } catch (IOException | RuntimeException e) {
            LOG.warn("The rehearsal failed, so the first messages may get 503: {}", e.toString());
            LOG.debug("The rehearsal failed", e);
        }
        LOG.info(
                "Rehearsed with {} messages in {} ms, {} ms of CPU time",
                warmUp.messages,
                warmUp.elapsed().toMillis(),
                (cpuNanos() - warmUp.startCpu) / 1_000_000);
    }

    private void repeat(Rehearsal rehearsal) throws IOException, InterruptedException {
        // However little time there is: the first message of a process loads classes for longer than an answer may
        // take.
        if (!stop.asked(Duration.ZERO)) {
            burst(rehearsal);
        }
        int quiet = 0;
        while (quiet < QUIET_ROUNDS && mayGoOn()) {
            long began = System.nanoTime();
            long compiled = compiledMillis();
            for (int sent = 0; sent < ROUND && mayGoOn(); sent += Rehearsal.BURST) {
                burst(rehearsal);
            }
            long millis = (System.nanoTime() - began) / 1_000_000;
            quiet = (compiledMillis() - compiled) * 100 <= millis * LITTLE_PERCENT ? quiet + 1 : 0;
        }
    }

    private void burst(Rehearsal rehearsal) throws IOException, InterruptedException {
        rehearsal.burst();
        messages += Rehearsal.BURST;
    }

    private boolean mayGoOn() throws InterruptedException {
        return cpuNanos() - startCpu < budget.toNanos()
                && elapsed().compareTo(budget.multipliedBy(PATIENCE_TIMES)) < 0
                && !stop.asked(Duration.ZERO);
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Of this process so far, all threads; 0 or less where that is not known, and patience is the only limit. */
    private static long cpuNanos() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getProcessCpuTime()
                : 0;
    }

    /** By all compiler threads so far; always 0 where there is no compiler, or it does not tell. */
    private long compiledMillis() {
        return compiler != null && compiler.isCompilationTimeMonitoringSupported()
                ? compiler.getTotalCompilationTime()
                : 0;
    }
}
