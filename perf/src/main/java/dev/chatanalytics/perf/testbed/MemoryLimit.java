package dev.chatanalytics.perf.testbed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Memory that a program may use at most, by a control group (version 2) of its own, where there can be one: that takes
 * root, and the memory controller in the unified hierarchy. Elsewhere nothing is limited, and it says so. Used by one
 * thread; close it after the program has ended.
 */
final class MemoryLimit implements AutoCloseable {

    /** What an instance of the service is promised to live with. */
    static final long GIGABYTE = 1L << 30;

    /** Where the unified hierarchy is, on a machine that has only this one. */
    static final Path CGROUPS = Path.of("/sys/fs/cgroup");

    private final Path group;
    private final String description;

    private MemoryLimit(Path group, String description) {
        this.group = group;
        this.description = description;
    }

    /**
     * Makes the group.
     *
     * @param cgroups the hierarchy's root
     * @param name that no other program of this process has
     */
    static MemoryLimit of(Path cgroups, String name, long bytes) {
        Path group = cgroups.resolve("chat-analytics-" + ProcessHandle.current().pid() + "-" + name);
        try {
            Path controllers = cgroups.resolve("cgroup.controllers");
            if (!Files.exists(controllers) || !words(controllers).contains("memory")) {
                return none("no memory controller of cgroups v2 in " + cgroups);
            }
            if (!words(cgroups.resolve("cgroup.subtree_control")).contains("memory")) {
                Files.writeString(cgroups.resolve("cgroup.subtree_control"), "+memory");
            }
            Files.createDirectories(group);
            Files.writeString(group.resolve("memory.max"), Long.toString(bytes));
            return new MemoryLimit(group, String.format(Locale.ROOT, "%,d MB by cgroups v2", bytes >> 20));
        } catch (IOException e) {
            return none(e.toString());
        }
    }

    /** The command that runs this one within the limit; it becomes it, so it keeps its process. */
    List<String> around(List<String> command) {
        if (group == null) {
            return command;
        }
        List<String> all = new ArrayList<>(List.of(
                "sh",
                "-c",
                "echo $$ > \"$0\" && exec \"$@\"",
                group.resolve("cgroup.procs").toString()));
        all.addAll(command);
        return all;
    }

    /** For the report. */
    String description() {
        return description;
    }

    @Override
    public void close() throws IOException {
        if (group != null) {
            Files.deleteIfExists(group);
        }
    }

    private static MemoryLimit none(String why) {
        return new MemoryLimit(null, "none (" + why + ")");
    }

    private static List<String> words(Path file) throws IOException {
        return Arrays.asList(Files.readString(file).strip().split("\\s+"));
    }
}
