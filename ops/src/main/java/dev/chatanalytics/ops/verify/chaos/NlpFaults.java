package dev.chatanalytics.ops.verify.chaos;

import dev.chatanalytics.ops.sandbox.Knob;
import dev.chatanalytics.ops.sandbox.SandboxBehaviour;
import java.util.Random;

/** Ways in which the NLP API is unwell. Stateless. */
final class NlpFaults {

    private NlpFaults() {}

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
}
