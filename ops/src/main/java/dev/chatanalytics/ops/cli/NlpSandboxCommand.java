package dev.chatanalytics.ops.cli;

import dev.chatanalytics.ops.sandbox.InvalidBehaviourException;
import dev.chatanalytics.ops.sandbox.Knob;
import dev.chatanalytics.ops.sandbox.NlpSandbox;
import dev.chatanalytics.ops.sandbox.SandboxBehaviour;
import dev.chatanalytics.ops.sandbox.SandboxOptions;
import dev.chatanalytics.ops.sandbox.SandboxRehearsal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code nlp-sandbox}: the local NLP API by itself. */
@Command(
        name = "nlp-sandbox",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the local NLP API by itself until Ctrl-C.",
            "It tells language and sentiment, and is as slow and as faulty as you ask it to be.",
        },
        footer = {
            "",
            "To change it while it runs:",
            "  curl -X PATCH http://localhost:9000/behaviour -d '{\"error_rate\":0.5}'",
            "What it did so far: GET /stats",
        })
final class NlpSandboxCommand implements Callable<Integer> {

    private final Console console;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            defaultValue = "127.0.0.1",
            description = "Default: ${DEFAULT-VALUE}")
    private String host;

    @Option(
            names = {"-p", "--port"},
            paramLabel = "PORT",
            defaultValue = "9000",
            description = "0 takes any free one. Default: ${DEFAULT-VALUE}")
    private int port;

    @Option(names = "--threads", paramLabel = "N", defaultValue = "1", description = "Event loops. Default: 1")
    private int threads;

    @Option(names = "--canned", description = "Always the same answer, without analysis: for load tests.")
    private boolean canned;

    @Option(
            names = "--set",
            paramLabel = "KNOB=VALUE",
            completionCandidates = Knobs.class,
            description = "How it behaves to begin with, such as latency_ms=50. Knobs: ${COMPLETION-CANDIDATES}")
    private Map<String, Double> knobs = new LinkedHashMap<>();

    NlpSandboxCommand(Console console) {
        this.console = console;
    }

    /** The names that {@code --set} knows. */
    static final class Knobs extends ArrayList<String> {

        private static final long serialVersionUID = 1L;

        Knobs() {
            super(Arrays.stream(Knob.values()).map(Knob::json).toList());
        }
    }

    @Override
    public Integer call() throws Exception {
        SandboxOptions options = options();
        if (canned) {
            SandboxRehearsal.run(options);
        }
        try (NlpSandbox sandbox = NlpSandbox.start(options)) {
            console.out().println("The NLP API is at " + sandbox.url() + "; Ctrl-C stops it.");
            console.stop().await();
        }
        return 0;
    }

    private SandboxOptions options() {
        try {
            return new SandboxOptions(host, port, threads, canned, behaviour());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private SandboxBehaviour behaviour() throws InvalidBehaviourException {
        SandboxBehaviour behaviour = SandboxBehaviour.DEFAULT;
        for (Map.Entry<String, Double> set : knobs.entrySet()) {
            Knob knob = Knob.of(set.getKey())
                    .orElseThrow(() -> new IllegalArgumentException(
                            "--set: " + set.getKey() + " (expected: one of " + List.copyOf(new Knobs()) + ")"));
            behaviour = behaviour.with(knob, set.getValue());
        }
        return behaviour;
    }
}
