package dev.chatanalytics.perf.load.observe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The machine's CPU time since boot, in ticks summed over some CPUs: the counters of {@code /proc/stat}.
 *
 * @param idle with nothing to run, waiting for I/O included
 * @param steal taken by the hypervisor for others
 * @param total of all kinds
 */
public record CpuTimes(long idle, long steal, long total) {

    private static final Pattern ONE_CPU = Pattern.compile("cpu\\d");
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final int IDLE = 4;
    private static final int IOWAIT = 5;
    private static final int STEAL = 8;
    private static final int MAX_CPUS = 8_192; // as Linux has it

    /** The CPUs on which this process may run. */
    public static CpuTimes ofOwnCpus() throws IOException {
        return parse(
                Files.readAllLines(Path.of("/proc/stat")), allowed(Files.readAllLines(Path.of("/proc/self/status"))));
    }

    /** All CPUs of the machine. */
    public static CpuTimes ofAllCpus() throws IOException {
        BitSet all = new BitSet();
        all.set(0, MAX_CPUS);
        return parse(Files.readAllLines(Path.of("/proc/stat")), all);
    }

    static CpuTimes parse(List<String> stat, BitSet cpus) {
        CpuTimes sum = new CpuTimes(0, 0, 0);
        for (String line : stat) {
            if (ONE_CPU.matcher(line).lookingAt()) {
                String[] words = SPACES.split(line);
                if (cpus.get(Integer.parseInt(words[0].substring(3)))) {
                    sum = sum.plus(words);
                }
            }
        }
        return sum;
    }

    /** The CPUs of a list such as {@code 0-3,8}, as it stands in {@code /proc/self/status}. */
    static BitSet allowed(List<String> status) {
        String list = status.stream()
                .filter(line -> line.startsWith("Cpus_allowed_list:"))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no line Cpus_allowed_list in /proc/self/status"))
                .split(":")[1]
                .strip();
        BitSet cpus = new BitSet();
        for (String range : list.split(",")) {
            String[] ends = range.split("-");
            cpus.set(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]) + 1);
        }
        return cpus;
    }

    /** The part, 0 to 1, of the time since the earlier reading that was idle; 1 when no time has passed. */
    public double idleSince(CpuTimes earlier) {
        return total == earlier.total ? 1 : (double) (idle - earlier.idle) / (total - earlier.total);
    }

    /** The part, 0 to 1, of the time since the earlier reading that was stolen. */
    public double stealSince(CpuTimes earlier) {
        return total == earlier.total ? 0 : (double) (steal - earlier.steal) / (total - earlier.total);
    }

    private CpuTimes plus(String[] words) {
        long all = 0;
        // Guest time, which follows steal, is part of user time already.
        for (int i = 1; i <= STEAL; i++) {
            all += Long.parseLong(words[i]);
        }
        return new CpuTimes(
                idle + Long.parseLong(words[IDLE]) + Long.parseLong(words[IOWAIT]),
                steal + Long.parseLong(words[STEAL]),
                total + all);
    }
}
