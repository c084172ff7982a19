package dev.chatanalytics.ops.cli;

import dev.chatanalytics.engine.port.StoreException;
import dev.chatanalytics.ops.config.ConfigurationException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.TimeZone;
import picocli.CommandLine;

/** Where the process begins and ends. */
public final class Main {

    static final int FAILED = 1;
    static final int WRONG = 2;

    private Main() {}

    /** Runs one command and exits with its code. */
    public static void main(String[] args) {
        // All that is stored or shown is in UTC, and PostgreSQL's driver tells the server the name of this zone: one
        // that
        // the server's list of zones does not have would keep every connection from being opened.
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        // Whatever the locale says: chat is UTF-8.
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        StopSignal stop = StopSignal.install();
        int code = run(new Console(out, err, System.getenv(), stop), args);
        out.flush();
        stop.finished(code);
        System.exit(code);
    }

    /** Runs one command. What it says and needs goes through the console, so that tests can look on. */
    static int run(Console console, String... args) {
        CommandLine line = new CommandLine(new RootCommand())
                .addSubcommand(new DemoCommand(console))
                .addSubcommand(new ServeCommand(console))
                .addSubcommand(new ConfigCommand(console))
                .addSubcommand(new NlpSandboxCommand(console))
                .addSubcommand(new MessagesCommand(console))
                .addSubcommand(new DeadLettersCommand(console))
                .addSubcommand(new VerifyCommand(console))
                .addSubcommand(new PrepareCommand(console))
                .setOut(console.printer())
                .setErr(console.errorPrinter())
                .setParameterExceptionHandler(Main::usage)
                .setExecutionExceptionHandler((fault, command, parsed) -> fault(console, fault));
        return line.execute(args);
    }

    private static int usage(CommandLine.ParameterException fault, String[] args) {
        CommandLine command = fault.getCommandLine();
        command.getErr().println(fault.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(fault, command.getErr());
        command.getErr().println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
        return WRONG;
    }

    /** Clear lines for what operators can mend; the whole trace for what only we can. */
    private static int fault(Console console, Exception fault) {
        if (fault instanceof ConfigurationException wrong) {
            console.err().println("The configuration cannot be used:");
            wrong.faults().forEach(line -> console.err().println("  " + line));
            return WRONG;
        }
        if (fault instanceof IOException || fault instanceof SQLException || fault instanceof StoreException) {
            console.err().println("chat-analytics: " + oneLine(fault));
        } else {
            fault.printStackTrace(console.err());
        }
        return FAILED;
    }

    static String oneLine(Exception fault) {
        return String.valueOf(fault.getMessage()).replaceAll("\\s*\\R\\s*", " ");
    }
}
