package dev.chatanalytics.engine.fuzz;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** Tries a property on one random case after another for a fixed time, and names the seed of the case that fails. */
final class Fuzz {

    private static final String SEED = "fuzz.seed";
    private static final double SECONDS = Double.parseDouble(System.getProperty("fuzz.seconds", "2"));

    private Fuzz() {}

    /** What must hold for every case; all that is random in the case comes from the argument. */
    @FunctionalInterface
    interface Property {
        void holds(SplittableRandom random) throws Exception;
    }

    /** The first case is that of {@code -Dfuzz.seed}, which is always the same unless it is given: a build must not be a lottery. */
    static void check(String name, Property property) {
        long first = Long.getLong(SEED, 1);
        long end = System.nanoTime() + (long) (SECONDS * TimeUnit.SECONDS.toNanos(1));
        long seed = first;
        do {
            check(name, property, seed);
            seed++;
        } while (System.nanoTime() - end < 0);
        System.out.printf("fuzz %s: %d cases from -D%s=%d%n", name, seed - first, SEED, first);
    }

    private static void check(String name, Property property, long seed) {
        try {
            property.holds(new SplittableRandom(seed));
        } catch (Throwable t) {
            throw new AssertionError("fuzz " + name + " fails at -D" + SEED + "=" + seed + ": " + t.getMessage(), t);
        }
    }
}
