package dev.chatanalytics.perf.guard;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * System calls of a process, counted by the kernel's tracepoints: that slows nothing down, where stopping at each call
 * would change how the service gathers its work into batches.
 *
 * @param working those that do something
 * @param waiting those that only wait for time or for another thread; how many there are depends on the scheduler
 */
record SystemCalls(long working, long waiting) {

    private static final String ALL = "raw_syscalls:sys_enter";
    private static final List<String> WAITING =
            List.of("syscalls:sys_enter_futex", "syscalls:sys_enter_clock_nanosleep", "syscalls:sys_enter_sched_yield");

    /** Counting under way. */
    record Count(Process perf) {

        /** Begins to count; threads that the process starts later are counted too. */
        static Count begin(long pid) throws IOException {
            String events = ALL + "," + String.join(",", WAITING);
            return new Count(new ProcessBuilder("perf", "stat", "-x,", "-e", events, "-p", Long.toString(pid))
                    .redirectErrorStream(true)
                    .start());
        }

        /**
         * Ends counting.
         *
         * @throws IOException when there was nothing to count with, in perf's own words
         */
        SystemCalls end() throws IOException, InterruptedException {
            new ProcessBuilder("kill", "-INT", Long.toString(perf.pid()))
                    .start()
                    .waitFor();
            String told = new String(perf.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            perf.waitFor();
            return parse(told);
        }
    }

    /** Reads lines of {@code perf stat -x,}: value, unit, event and more; a value may be {@code <not counted>}. */
    static SystemCalls parse(String told) throws IOException {
        Map<String, Long> counts = new HashMap<>();
        for (String line : told.split("\n")) {
            String[] fields = line.split(",");
            if (fields.length > 2 && fields[0].matches("\\d+")) {
                counts.put(fields[2], Long.parseLong(fields[0]));
            }
        }
        if (!counts.containsKey(ALL)) {
            throw new IOException("perf: " + told.strip());
        }
        long waiting = WAITING.stream()
                .mapToLong(event -> counts.getOrDefault(event, 0L))
                .sum();
        return new SystemCalls(counts.get(ALL) - waiting, waiting);
    }
}
