package dev.chatanalytics.ops.cli;

import dev.chatanalytics.ops.config.ConfigurationReader;
import dev.chatanalytics.ops.verify.Progress;
import dev.chatanalytics.ops.verify.Verification;
import dev.chatanalytics.ops.verify.chaos.Chaos;
import dev.chatanalytics.ops.verify.chaos.ChaosOptions;
import dev.chatanalytics.ops.verify.chaos.ChaosResult;
import dev.chatanalytics.ops.verify.load.Target;
import dev.chatanalytics.ops.verify.observe.AdminPage;
import dev.chatanalytics.ops.verify.oracle.MessagesTable;
import dev.chatanalytics.ops.verify.oracle.Verdict;
import dev.chatanalytics.ops.verify.report.ChaosPage;
import dev.chatanalytics.ops.verify.report.Lines;
import dev.chatanalytics.ops.verify.report.Rates;
import dev.chatanalytics.ops.verify.traffic.Run;
import dev.chatanalytics.persistence.database.DatabaseOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code verify}: shows that a 202 is one row. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Shows whether a 202 is a promise: sends messages, and looks each of them up in the table.",
            "Every message answered 202 must be there once, as it was sent, and none that was not sent or was refused.",
            "Without options: against the demo that is running in this directory.",
            "With --chaos: on a private stack that is broken in many ways meanwhile, by a schedule that the seed repeats.",
            "Exits with 0 when every promise held, and with 1 when one is broken or nothing is proved, which it lists."
        })
final class VerifyCommand implements Callable<Integer> {

    private static final int RATE = 500;
    private static final Duration DURATION = Duration.ofSeconds(30);

    private final Console console;

    @Spec
    private CommandSpec spec;

    @Mixin
    private Whereabouts whereabouts;

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "http://localhost:8080",
            description = "The service. Default: ${DEFAULT-VALUE}")
    private String url;

    @Option(
            names = "--admin",
            paramLabel = "URL",
            defaultValue = "http://localhost:8081",
            description = "Its admin port, which tells when all is quiet; can do without. Default: ${DEFAULT-VALUE}")
    private URI admin;

    @Option(
            names = "--database",
            paramLabel = "JDBC_URL",
            description = "Its database, user and password included. Default: as the configuration says, or the demo's")
    private String database;

    @Option(names = "--rate", paramLabel = "N", description = "Messages a second. Default: 500, and 2000 with --chaos")
    private Integer rate;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            converter = Durations.class,
            description = "How long to send, such as 90s or 30m. Default: 30s, and 10m with --chaos")
    private Duration duration;

    @Option(names = "--seed", paramLabel = "N", description = "Of all that looks random. Default: another each time")
    private Long seed;

    @Option(
            names = "--bots",
            paramLabel = "N",
            defaultValue = "100",
            description = "Chatbots that send. Default: ${DEFAULT-VALUE}")
    private int bots;

    @Mixin
    private ChaosFlags chaos;

    VerifyCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        Progress progress = new Progress(console.out(), console.columns());
        long chosen = seed == null ? ThreadLocalRandom.current().nextInt(1, 1_000_000) : seed;
        boolean held = chaos.isAsked() ? chaos(progress, chosen) : verify(progress, chosen);
        return held ? 0 : Main.FAILED;
    }

    private boolean verify(Progress progress, long chosen) throws Exception {
        Run run = checked(() -> Run.now(chosen, rate == null ? RATE : rate, bots));
        Target target = checked(() -> Target.of(url));
        MessagesTable table = table();
        progress.say("Verifying " + target.uri() + " with seed " + chosen);
        Verdict verdict = new Verification(
                        target, table, new AdminPage(admin), run, duration == null ? DURATION : duration)
                .run(progress, console.stop()::await);
        Lines.of(verdict).forEach(progress::say);
        return verdict.held();
    }

    private boolean chaos(Progress progress, long chosen) throws Exception {
        ChaosOptions options = checked(() -> chaos.options(chosen, duration, rate, bots));
        ChaosResult result = Chaos.run(options, progress, console.stop()::await);
        Lines.of(result.verdict()).forEach(progress::say);
        progress.say("Rate:   " + Rates.of(result).words());
        Path page = ChaosPage.write(result, chaos.out(chosen));
        progress.say("Page:   " + page.toAbsolutePath());
        progress.say("Again:  " + options.command());
        if (!result.verdict().held()) {
            progress.say("Logs, database and files as they were left: " + result.dir());
        }
        return result.verdict().held();
    }

    private MessagesTable table() throws Exception {
        if (database != null) {
            return new MessagesTable(database, null, null);
        }
        DatabaseOptions options = ConfigurationReader.database(whereabouts.settings(console));
        String password = options.password() == null ? null : options.password().get();
        return new MessagesTable(options.url(), options.user(), password);
    }

    private <T> T checked(Supplier<T> options) {
        try {
            return options.get();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--" + e.getMessage(), e);
        }
    }
}
