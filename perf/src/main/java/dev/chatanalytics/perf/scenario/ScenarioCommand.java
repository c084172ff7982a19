package dev.chatanalytics.perf.scenario;

import dev.chatanalytics.perf.cli.RunOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line of the scenarios; each is a subcommand. */
@Command(
        name = "scenario",
        description =
                "Starts PostgreSQL, the NLP sandbox (200 ms) and the service, the service alone on one CPU, disturbs"
                        + " or stretches them, and holds what is promised against what is measured.",
        subcommands = {
            StallCommand.class,
            OverloadCommand.class,
            GrowthCommand.class,
            StartCommand.class,
            HighestCommand.class
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:every promise was kept",
            "1:it could not be run",
            "2:wrong usage",
            "3:INVALID: the generator fell behind, or the machine was starved",
            "5:a promise was not kept"
        })
public final class ScenarioCommand {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this.")
    private boolean help;

    /** Runs one and ends the process. */
    public static void main(String[] arguments) {
        System.exit(RunOptions.commandLine(new ScenarioCommand()).execute(arguments));
    }
}
