package dev.chatanalytics.perf.scenario;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Stops processes and lets them go on. */
final class Signals {

    private Signals() {}

    /** They get no CPU from now on. */
    static void stop(List<ProcessHandle> processes) throws IOException {
        send("-STOP", processes);
    }

    /** They go on. */
    static void goOn(List<ProcessHandle> processes) throws IOException {
        send("-CONT", processes);
    }

    private static void send(String signal, List<ProcessHandle> processes) throws IOException {
        List<String> command = new ArrayList<>(List.of("kill", signal));
        processes.forEach(process -> command.add(Long.toString(process.pid())));
        Process kill = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(kill.getInputStream().readAllBytes()).strip();
        try {
            // One that has ended meanwhile need not be told.
            if (kill.waitFor() != 0 && processes.stream().allMatch(ProcessHandle::isAlive)) {
                throw new IOException(command + ": " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(command + ": interrupted", e);
        }
    }
}
