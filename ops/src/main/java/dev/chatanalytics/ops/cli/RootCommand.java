package dev.chatanalytics.ops.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says what there is, when no command is given. */
@Command(
        name = "chat-analytics",
        mixinStandardHelpOptions = true,
        versionProvider = RootCommand.Version.class,
        description = "Takes chat messages over HTTP, enriches them through an NLP API and stores them in PostgreSQL.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "To begin with:  chat-analytics demo",
            "",
            "Exit codes: 0 all went well, 1 it failed, 2 the configuration or the usage is wrong.",
            "Configuration: defaults, then -c FILE, then the environment (CHAT_ANALYTICS_HTTP_PORT for http.port).",
        })
final class RootCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return Main.WRONG;
    }

    /** What the jar's manifest says. */
    static final class Version implements CommandLine.IVersionProvider {

        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"chat-analytics " + (version == null ? "(not packaged)" : version)};
        }
    }
}
