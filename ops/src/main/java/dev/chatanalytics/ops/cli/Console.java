package dev.chatanalytics.ops.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What a command has of the world around it.
 *
 * @param environment the process's variables
 * @param stop tells when somebody asks the process to end
 */
record Console(PrintStream out, PrintStream err, Map<String, String> environment, StopSignal stop) {

    /** The width of the terminal, or no limit when the output goes elsewhere. The start script finds it out. */
    int columns() {
        String columns = environment.getOrDefault("COLUMNS", "");
        return columns.matches("[1-9]\\d{0,5}") ? Integer.parseInt(columns) : Integer.MAX_VALUE;
    }

    PrintWriter printer() {
        return new PrintWriter(out, true, StandardCharsets.UTF_8);
    }

    PrintWriter errorPrinter() {
        return new PrintWriter(err, true, StandardCharsets.UTF_8);
    }
}
