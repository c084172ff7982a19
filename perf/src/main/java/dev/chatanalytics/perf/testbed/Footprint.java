package dev.chatanalytics.perf.testbed;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Memory of a process at one moment.
 *
 * @param residentBytes what the kernel says; what it keeps for sockets is not in it
 * @param liveHeapBytes Java objects that are in use, or NaN when that is not known
 */
public record Footprint(double residentBytes, double liveHeapBytes) {

    /** Of a program that is not Java. */
    public static Footprint of(ProcessHandle process) throws IOException {
        return new Footprint(residentBytes(process), Double.NaN);
    }

    /**
     * Of a Java program, which collects its garbage first: so it stands still for a moment.
     *
     * @throws IOException when it has ended
     */
    public static Footprint afterCollection(ProcessHandle process) throws IOException {
        double heap = liveHeapBytes(process);
        return new Footprint(residentBytes(process), heap);
    }

    /** The most memory that a process has had resident so far. */
    public static double peakResidentBytes(ProcessHandle process) throws IOException {
        return status(process, "VmHWM:");
    }

    private static double residentBytes(ProcessHandle process) throws IOException {
        return status(process, "VmRSS:");
    }

    private static double status(ProcessHandle process, String name) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
            return lines.filter(line -> line.startsWith(name))
                    .mapToDouble(line -> Long.parseLong(line.split("\\s+")[1]) * 1024.0)
                    .findFirst()
                    .orElseThrow(() -> new IOException("process " + process.pid() + " has ended"));
        }
    }

    /** Of its own JDK's jcmd, which a runtime without tools does not have. */
    private static double liveHeapBytes(ProcessHandle process) throws IOException {
        Path java = Path.of(process.info().command().orElse(""));
        Path jcmd = java.resolveSibling("jcmd");
        if (!Files.isExecutable(jcmd)) {
            return Double.NaN;
        }
        Process asked = new ProcessBuilder(jcmd.toString(), Long.toString(process.pid()), "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        String answer = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return total(answer.lines().toList());
    }

    /** The sum below a class histogram, such as {@code Total 216574 13298320}. */
    static double total(List<String> histogram) {
        return histogram.stream()
                .filter(line -> line.startsWith("Total "))
                .mapToDouble(line -> Double.parseDouble(line.split("\\s+")[2]))
                .findFirst()
                .orElse(Double.NaN);
    }
}
