package dev.chatanalytics.perf.storing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** CPU time of processes, those included that have ended: the counters of {@code /proc/PID/stat}. Stateless. */
final class ProcessCpu {

    private static final double TICKS_A_SECOND = 100; // USER_HZ, which Linux shows on every machine

    /** Fields 14 to 17, user and system time of itself and of its ended children; counted behind the name. */
    private static final int FIRST = 11;

    private static final int LAST = 14;

    private ProcessCpu() {}

    /** User and system seconds of this process and of its children that have ended. */
    static double seconds(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        long ticks = 0;
        for (int i = FIRST; i <= LAST; i++) {
            ticks += Long.parseLong(fields[i]);
        }
        return ticks / TICKS_A_SECOND;
    }

    /** The same of this process and of all below it. */
    static double secondsOfAll(long pid) throws IOException {
        double own;
        double sum;
        do {
            own = seconds(pid);
            sum = own + secondsBelow(pid);
        } while (own != seconds(pid)); // one has ended meanwhile, and was perhaps missed
        return sum;
    }

    private static double secondsBelow(long pid) throws IOException {
        double sum = 0;
        for (ProcessHandle child : ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::descendants)
                .toList()) {
            sum += secondsUnlessEnded(child.pid());
        }
        return sum;
    }

    private static double secondsUnlessEnded(long pid) throws IOException {
        try {
            return seconds(pid);
        } catch (NoSuchFileException e) {
            return 0; // its time is its parent's now
        }
    }
}
