package dev.chatanalytics.ops.sandbox;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One behaviour in force: draws for each call what becomes of it. Thread-safe; draws depend on the seed and on how many
 * calls came before under this plan, on nothing else.
 */
final class FaultPlan {

    /** Steps of SplitMix64 (Steele, Lea and Flood, 2014): any two calls get numbers that have nothing to do with each other. */
    private static final long STEP = 0x9E3779B97F4A7C15L;

    private static final Outcome[] FAULTS = {
        Outcome.HUNG, Outcome.RESET, Outcome.THROTTLED, Outcome.ERROR, Outcome.GARBAGE, Outcome.SLOW
    };

    private final SandboxBehaviour behaviour;
    private final FaultAnswers answers;
    private final double[] upTo;
    private final Duration latency;
    private final double jitterNanos;
    private final Duration slowLatency;
    private final AtomicLong state;

    /** What becomes of one call. */
    record Draw(Outcome outcome, Duration delay) {}

    FaultPlan(SandboxBehaviour behaviour) {
        this.behaviour = behaviour;
        answers = new FaultAnswers(behaviour);
        upTo = cumulated(
                behaviour.get(Knob.HANG_RATE),
                behaviour.get(Knob.RESET_RATE),
                behaviour.get(Knob.THROTTLE_RATE),
                behaviour.get(Knob.ERROR_RATE),
                behaviour.get(Knob.GARBAGE_RATE),
                behaviour.get(Knob.SLOW_RATE));
        latency = millis(behaviour.get(Knob.LATENCY_MS));
        jitterNanos = behaviour.get(Knob.JITTER_MS) * 1e6;
        slowLatency = millis(behaviour.get(Knob.SLOW_LATENCY_MS));
        state = new AtomicLong(mix((long) behaviour.get(Knob.SEED)));
    }

    SandboxBehaviour behaviour() {
        return behaviour;
    }

    /** What to answer to a call that is to fail. */
    FaultAnswers answers() {
        return answers;
    }

    Draw draw() {
        long bits = mix(state.getAndAdd(STEP));
        Outcome outcome = outcome(unit(bits));
        return new Draw(outcome, delay(outcome == Outcome.SLOW ? slowLatency : latency, mix(bits + STEP)));
    }

    private Outcome outcome(double point) {
        for (int i = 0; i < upTo.length; i++) {
            if (point < upTo[i]) {
                return FAULTS[i];
            }
        }
        return Outcome.OK;
    }

    private Duration delay(Duration base, long bits) {
        if (jitterNanos == 0) {
            return base;
        }
        return Duration.ofNanos(Math.max(0, base.toNanos() + (long) ((2 * unit(bits) - 1) * jitterNanos)));
    }

    private static double[] cumulated(double... rates) {
        for (int i = 1; i < rates.length; i++) {
            rates[i] += rates[i - 1];
        }
        return rates;
    }

    private static Duration millis(double millis) {
        return Duration.ofNanos((long) (millis * 1e6));
    }

    /** 0 to 1, 1 not included. */
    private static double unit(long bits) {
        return (bits >>> 11) * 0x1.0p-53;
    }

    private static long mix(long z) {
        long y = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        long x = (y ^ (y >>> 27)) * 0x94D049BB133111EBL;
        return x ^ (x >>> 31);
    }
}
