package dev.chatanalytics.ops.cli;

import dev.chatanalytics.ops.Service;
import dev.chatanalytics.ops.config.ConfigurationReader;
import dev.chatanalytics.ops.config.Settings;
import dev.chatanalytics.ops.demo.Demo;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code demo}: everything on this machine, to try it out. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the service with a PostgreSQL and an NLP API of its own: nothing else is needed.",
            "The data stays between runs. Ctrl-C stops all of it."
        })
final class DemoCommand implements Callable<Integer> {

    static final String DEFAULT_DIR = "data";

    private final Console console;

    @Mixin
    private ConfigFile file;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = DEFAULT_DIR,
            description = "Where the demo keeps its data. Default: ${DEFAULT-VALUE}")
    private Path dir;

    DemoCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        DemoSettings.check(file, console, dir);
        console.out()
                .println("Starting PostgreSQL and an NLP API; their data is in "
                        + dir.toAbsolutePath().normalize());
        try (Demo demo = Demo.start(dir)) {
            Settings settings = DemoSettings.of(file, console, dir, demo.databaseUrl(), demo.nlpUrl());
            return ServiceRun.run(
                    settings, ConfigurationReader.all(settings), console.stop(), service -> welcome(service, demo));
        }
    }

    private void welcome(Service service, Demo demo) {
        boolean elsewhere = !dir.toString().equals(DEFAULT_DIR);
        console.out()
                .printf(
                        Locale.ROOT,
                        """

                Chat Analytics is running.
                  messages    http://localhost:%1$d/v1/messages
                  metrics     http://localhost:%2$d/metrics   (also /health, /livez, /readyz)
                  NLP API     %3$s
                  PostgreSQL  %4$s

                Send a message:
                  curl -i http://localhost:%1$d/v1/messages -H 'Content-Type: application/json' \\
                    -d '{"bot_id":"bot-7","text":"I love this, thank you so much!"}'

                See it as a row, in another terminal:
                  ops/bin/chat-analytics messages%5$s

                Ctrl-C stops everything; the data stays.
                %n""",
                        service.port(),
                        service.adminPort(),
                        demo.nlpUrl(),
                        demo.databaseUrl(),
                        elsewhere ? " --data " + demo.directory() : "");
    }
}
