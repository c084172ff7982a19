package dev.chatanalytics.perf.load.observe;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Where a run was made: machine, JVM and commit, for its report. */
public final class Environment {

    /** The name of {@link LoopbackProbe}'s figure. */
    public static final String LOOPBACK = "300 bytes over loopback, written and read";

    /** The name of what {@code vm.dirty_background_bytes}, or else {@code …_ratio}, says. */
    public static final String DIRTY_PAGES = "unwritten pages before Linux writes them in the background";

    private static final String UNKNOWN = "unknown";

    private Environment() {}

    /**
     * Names and values, in the order to be shown. Takes a second, so it is for a time when nothing runs yet.
     *
     * @param home a directory in the repository whose commit is told
     */
    public static Map<String, String> describe(Path home) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("machine", firstValue("/proc/cpuinfo", "model name") + ", " + firstValue("/proc/meminfo", "MemTotal"));
        all.put(LOOPBACK, LoopbackProbe.measure());
        all.put(DIRTY_PAGES, dirtyBackground());
        all.put("CPUs of the generator", firstValue("/proc/self/status", "Cpus_allowed_list"));
        all.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        all.put(
                "JVM of the generator",
                System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
        all.put("commit", commit(home));
        return all;
    }

    private static String firstValue(String file, String name) {
        try (Stream<String> lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(UNKNOWN);
        } catch (IOException e) {
            return UNKNOWN + " (" + e + ")";
        }
    }

    /** Bytes, or else a part of the memory: with PostgreSQL on the journal's disk it decides how long an fsync may take. */
    private static String dirtyBackground() {
        String bytes = content("/proc/sys/vm/dirty_background_bytes");
        return bytes.equals("0")
                ? content("/proc/sys/vm/dirty_background_ratio") + " % of the memory"
                : bytes + " bytes";
    }

    private static String content(String file) {
        // Not readString(): it asks for one byte first, and the kernel answers once only.
        try (BufferedReader reader = Files.newBufferedReader(Path.of(file))) {
            return reader.readLine();
        } catch (IOException e) {
            return UNKNOWN + " (" + e + ")";
        }
    }

    private static String commit(Path home) {
        try {
            Process git = new ProcessBuilder("git", "describe", "--always", "--dirty", "--abbrev=12")
                    .directory(home.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String out = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return git.waitFor() == 0 ? out : UNKNOWN + " (not a git repository)";
        } catch (IOException e) {
            return UNKNOWN + " (" + e.getMessage() + ")";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return UNKNOWN;
        }
    }
}
