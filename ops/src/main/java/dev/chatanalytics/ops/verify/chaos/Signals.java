package dev.chatanalytics.ops.verify.chaos;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Sends signals that Java itself cannot send. Stateless. */
final class Signals {

    private Signals() {}

    /** @param signal such as {@code STOP} */
    static void send(String signal, List<ProcessHandle> processes) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("kill", "-" + signal));
        processes.forEach(process -> command.add(Long.toString(process.pid())));
        run(command);
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
