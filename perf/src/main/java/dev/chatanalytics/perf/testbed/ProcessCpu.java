package dev.chatanalytics.perf.testbed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** CPU time of processes, those included that have ended: the counters of {@code /proc/PID/stat}. Stateless. */
public final class ProcessCpu {

    private static final int MILLIS_A_TICK = 10; // USER_HZ is 100, which Linux shows on every machine

    /** Fields 14 to 17, user and system time of itself and of its ended children; counted behind the name. */
    private static final int FIRST = 11;

    private static final int LAST = 14;

    /** One that is busy itself, on a machine so slow that a look takes a tick, never shows the same time twice. */
    private static final int MOST_LOOKS = 10;

    private ProcessCpu() {}

    /**
     * User and system time of this process and of its children that have ended.
     *
     * @throws IOException when it has ended itself
     */
    public static Duration of(ProcessHandle process) throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        long ticks = 0;
        for (int i = FIRST; i <= LAST; i++) {
            ticks += Long.parseLong(fields[i]);
        }
        return Duration.ofMillis(ticks * MILLIS_A_TICK);
    }

    /** The same of this process and of all below it. */
    public static Duration ofTree(ProcessHandle process) throws IOException {
        Duration own = of(process);
        Duration sum = own.plus(below(process));
        for (int looks = 1; looks < MOST_LOOKS && !own.equals(of(process)); looks++) {
            own = of(process); // one of its children may have ended meanwhile, and was perhaps missed
            sum = own.plus(below(process));
        }
        return sum;
    }

    private static Duration below(ProcessHandle process) throws IOException {
        List<ProcessHandle> all = process.descendants().toList();
        Duration sum = Duration.ZERO;
        for (ProcessHandle one : all) {
            sum = sum.plus(unlessEnded(one));
        }
        return sum;
    }

    private static Duration unlessEnded(ProcessHandle process) throws IOException {
        try {
            return of(process);
        } catch (IOException e) { // there is no such file, or no such process any more when it is read
            if (process.isAlive()) {
                throw e;
            }
            return Duration.ZERO; // its time is its parent's now
        }
    }
}
