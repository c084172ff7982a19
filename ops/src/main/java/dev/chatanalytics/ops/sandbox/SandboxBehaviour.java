package dev.chatanalytics.ops.sandbox;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * How the sandbox behaves: where each knob stands. Immutable.
 *
 * @param knobs those that were turned; the others stand at {@link Knob#initial()}
 */
public record SandboxBehaviour(Map<Knob, Double> knobs) {

    /** 200 ms and no faults. */
    public static final SandboxBehaviour DEFAULT = new SandboxBehaviour(Map.of());

    /** @throws InvalidBehaviourException when a value is out of its range, or the rates add up to more than 1 */
    public SandboxBehaviour {
        Map<Knob, Double> copy = new EnumMap<>(Knob.class);
        copy.putAll(knobs);
        copy.forEach(SandboxBehaviour::check);
        knobs = Map.copyOf(copy);
        checkSum(copy);
    }

    /** Where the knob stands. */
    public double get(Knob knob) {
        return knobs.getOrDefault(knob, knob.initial());
    }

    /**
     * This behaviour with one knob turned.
     *
     * @throws InvalidBehaviourException when that makes no sense
     */
    public SandboxBehaviour with(Knob knob, double value) {
        Map<Knob, Double> turned = new EnumMap<>(Knob.class);
        turned.putAll(knobs);
        turned.put(knob, value);
        return new SandboxBehaviour(turned);
    }

    /** This behaviour with another latency. */
    public SandboxBehaviour withLatency(Duration latency) {
        return with(Knob.LATENCY_MS, latency.toNanos() / 1e6);
    }

    private static void check(Knob knob, double value) {
        if (!knob.takes(value)) {
            throw new InvalidBehaviourException(knob.json(), Knob.text(value), knob.expected());
        }
    }

    private static void checkSum(Map<Knob, Double> knobs) {
        double sum = 0;
        for (Map.Entry<Knob, Double> knob : knobs.entrySet()) {
            sum += knob.getKey().isRate() ? knob.getValue() : 0;
        }
        if (sum > 1 + 1e-9) {
            throw new InvalidBehaviourException(null, "rates that add up to " + Knob.text(sum), "1 at most");
        }
    }
}
