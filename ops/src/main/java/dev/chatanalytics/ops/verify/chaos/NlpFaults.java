package dev.chatanalytics.ops.verify.chaos;

import dev.chatanalytics.ops.sandbox.Knob;
import dev.chatanalytics.ops.sandbox.NlpSandbox;
import dev.chatanalytics.ops.sandbox.SandboxBehaviour;
import java.time.Duration;
import java.util.Random;
import java.util.stream.Collectors;

/** What is done to the NLP API. For one thread at a time. */
final class NlpFaults {

    private final NlpSandbox nlp;

    NlpFaults(NlpSandbox nlp) {
        this.nlp = nlp;
    }

    static SandboxBehaviour hanging() {
        return SandboxBehaviour.DEFAULT.with(Knob.HANG_RATE, 1);
    }

    static SandboxBehaviour failing(Random random) {
        return SandboxBehaviour.DEFAULT.with(Knob.ERROR_RATE, 0.5 + random.nextInt(6) / 10.0);
    }

    /** Just too slow for the first attempt's time-out, or far too slow. */
    static SandboxBehaviour slow(Random random) {
        return SandboxBehaviour.DEFAULT
                .with(Knob.LATENCY_MS, 250 + random.nextInt(500))
                .with(Knob.JITTER_MS, 100);
    }

    static SandboxBehaviour garbage() {
        return SandboxBehaviour.DEFAULT.with(Knob.GARBAGE_RATE, 0.6).with(Knob.RESET_RATE, 0.3);
    }

    String behave(SandboxBehaviour behaviour, Duration length, Pause pause) throws InterruptedException {
        nlp.behave(behaviour);
        try {
            pause.over(length);
        } finally {
            nlp.behave(SandboxBehaviour.DEFAULT);
        }
        return behaviour.knobs().entrySet().stream()
                .map(knob -> knob.getKey().json() + " " + knob.getValue())
                .sorted()
                .collect(Collectors.joining(", "));
    }

    String flap(Duration length, Pause pause, Random random) throws InterruptedException {
        int times = 0;
        Duration left = length;
        while (!left.isNegative() && !pause.over(Duration.ZERO)) {
            Duration step = Duration.ofMillis(300 + random.nextInt(1_200));
            behave(SandboxBehaviour.DEFAULT.with(Knob.ERROR_RATE, 1), step, pause);
            pause.over(step);
            left = left.minus(step.multipliedBy(2));
            times++;
        }
        return times + " times";
    }
}
