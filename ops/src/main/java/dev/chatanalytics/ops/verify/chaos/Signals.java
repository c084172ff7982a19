package dev.chatanalytics.ops.verify.chaos;

import java.io.IOException;
import java.util.List;

/** Sends signals that Java itself cannot send. Stateless. */
final class Signals {

    private Signals() {}

    /**
     * Sends one signal to all; one that has ended by itself meanwhile, as PostgreSQL's do, needs none.
     *
     * @param signal such as {@code STOP}
     */
    static void send(String signal, List<ProcessHandle> processes) throws IOException, InterruptedException {
        for (ProcessHandle process : processes) {
            try {
                run(List.of("kill", "-" + signal, Long.toString(process.pid())));
            } catch (IOException e) {
                if (process.isAlive()) {
                    throw e;
                }
            }
        }
    }

    /** Runs a short command. @throws IOException with what it said, when it fails */
    static void run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        int code = process.waitFor();
        if (code != 0) {
            throw new IOException(String.join(" ", command) + ": " + code + " " + said.strip());
        }
    }
}
