package dev.chatanalytics.ops.verify.chaos;

import dev.chatanalytics.ops.sandbox.Knob;
import dev.chatanalytics.ops.sandbox.SandboxBehaviour;
import dev.chatanalytics.ops.verify.oracle.Breach;
import dev.chatanalytics.ops.verify.oracle.Findings;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Does one fault to the stack and heals it again, whatever happens. Thread-safe, as faults that meet share no part. */
final class Injector {

    private static final Duration STEP = Duration.ofMillis(50);
    private static final Duration READY_LIMIT = Duration.ofSeconds(90);
    private static final int STOP_SECONDS = 30;
    private static final int LONGEST_COPY = 60_000;

    private final ChaosStack stack;
    private final Findings findings;
    private final Pause pause;

    /** Waits, and returns sooner when the run is to end. */
    @FunctionalInterface
    interface Pause {
        /** @return whether the run is to end */
        boolean over(Duration length) throws InterruptedException;
    }

    Injector(ChaosStack stack, Findings findings, Pause pause) {
        this.stack = stack;
        this.findings = findings;
        this.pause = pause;
    }

    /** Why this cannot be done here, or null when it can. */
    String cannot(FaultKind kind) {
        boolean memory = stack.durability() == Durability.MEMORY;
        return switch (kind) {
            case SERVICE_KILL -> memory ? "durability.mode=memory promises nothing across kill -9" : null;
            case JOURNAL_FULL ->
                memory
                        ? "durability.mode=memory has no journal"
                        : stack.journal().cannotFill();
            case DEAD_LETTERS_FULL -> stack.deadLetters().cannotFill();
            default -> null;
        };
    }

    /** Whether both at once would hurt one part twice, or ask for more than is promised. */
    boolean clash(FaultKind one, FaultKind other) {
        Set<FaultKind> both = Set.of(one, other);
        boolean nowhereToDrain = stack.durability() == Durability.MEMORY
                && both.equals(Set.of(FaultKind.SERVICE_STOP, FaultKind.DEAD_LETTERS_FULL));
        return !one.canMeet(other) || nowhereToDrain;
    }

    /** Blocks until the part that was hurt works again. Returns what there is to say of it. */
    String inject(ScheduledFault fault) throws IOException, SQLException, InterruptedException {
        Random random = new Random(fault.salt());
        Duration length = fault.length();
        return switch (fault.kind()) {
            case SERVICE_KILL -> killService(length);
            case SERVICE_STOP -> stopService(length);
            case SERVICE_PAUSE -> pauseService(length);
            case DATABASE_KILL -> killDatabase(length);
            case DATABASE_PAUSE -> pauseDatabase(length);
            case DATABASE_TERMINATE -> endCopies(length);
            case DATABASE_RESET -> resetConnections(length, random);
            case DATABASE_BLACK_HOLE -> swallow(length);
            case NLP_HANG -> behave(length, NlpFaults.hanging());
            case NLP_ERRORS -> behave(length, NlpFaults.failing(random));
            case NLP_SLOW -> behave(length, NlpFaults.slow(random));
            case NLP_GARBAGE -> behave(length, NlpFaults.garbage());
            case NLP_FLAP -> flap(length, random);
            case JOURNAL_FULL -> fill(stack.journal(), length);
            case DEAD_LETTERS_FULL -> fillDeadLetters(length);
        };
    }

    private String killService(Duration length) throws IOException, InterruptedException {
        stack.service().kill();
        pause.over(length);
        return startService();
    }

    private String stopService(Duration length) throws IOException, InterruptedException {
        long began = System.nanoTime();
        OptionalInt code = stack.service().terminate(STOP_SECONDS);
        String how = code.isPresent()
                ? "ended with " + code.getAsInt() + " after " + seconds(began)
                : "did not end within " + STOP_SECONDS + " s and was killed";
        if (code.isEmpty() || code.getAsInt() != 0) {
            findings.add(Breach.BAD_STOP, how);
        }
        pause.over(length);
        return how + ", " + startService();
    }

    private String startService() throws IOException, InterruptedException {
        stack.service().start();
        return awaitReady();
    }

    /** Waits until the service takes messages. */
    String awaitReady() throws InterruptedException {
        long began = System.nanoTime();
        while (!stack.admin().isReady()) {
            if (System.nanoTime() - began > READY_LIMIT.toNanos()) {
                findings.add(Breach.NO_START, "not ready " + READY_LIMIT.toSeconds() + " s after its start");
                return "not ready again";
            }
            TimeUnit.MILLISECONDS.sleep(STEP.toMillis());
        }
        return "ready again after " + seconds(began);
    }

    private String pauseService(Duration length) throws IOException, InterruptedException {
        stack.service().pause(true);
        try {
            pause.over(length);
        } finally {
            stack.service().pause(false);
        }
        return "";
    }

    private String killDatabase(Duration length) throws IOException, InterruptedException {
        stack.database().kill();
        pause.over(length);
        long began = System.nanoTime();
        stack.database().start();
        return "started again in " + seconds(began);
    }

    private String pauseDatabase(Duration length) throws IOException, InterruptedException {
        stack.database().pause(true);
        try {
            pause.over(length);
        } finally {
            stack.database().pause(false);
        }
        return "";
    }

    private String endCopies(Duration length) throws SQLException, InterruptedException {
        int ended = 0;
        for (Duration at = Duration.ZERO; at.compareTo(length) < 0 && !pause.over(STEP); at = at.plus(STEP)) {
            ended += stack.database().endCopies();
        }
        return ended + " sessions ended";
    }

    private String resetConnections(Duration length, Random random) throws InterruptedException {
        int before = stack.proxy().resets();
        for (Duration at = Duration.ZERO; at.compareTo(length) < 0 && !pause.over(STEP); at = at.plus(STEP)) {
            stack.proxy().resetAfter(1 + random.nextInt(LONGEST_COPY));
        }
        stack.proxy().resetAfter(0);
        return stack.proxy().resets() - before + " connections reset";
    }

    private String swallow(Duration length) throws InterruptedException {
        stack.proxy().swallow(true);
        try {
            pause.over(length);
        } finally {
            stack.proxy().swallow(false);
        }
        return "";
    }

    private String behave(Duration length, SandboxBehaviour behaviour) throws InterruptedException {
        stack.nlp().behave(behaviour);
        try {
            pause.over(length);
        } finally {
            stack.nlp().behave(SandboxBehaviour.DEFAULT);
        }
        return behaviour.knobs().entrySet().stream()
                .map(knob -> knob.getKey().json() + " " + knob.getValue())
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private String flap(Duration length, Random random) throws InterruptedException {
        int times = 0;
        Duration at = Duration.ZERO;
        for (; at.compareTo(length) < 0; times++) {
            Duration step = Duration.ofMillis(300 + random.nextInt(1_200));
            behave(step, SandboxBehaviour.DEFAULT.with(Knob.ERROR_RATE, 1));
            if (pause.over(step)) {
                break;
            }
            at = at.plus(step.multipliedBy(2));
        }
        return times + " times";
    }

    private String fillDeadLetters(Duration length) throws IOException, InterruptedException {
        stack.proxy().swallow(true);
        try {
            return fill(stack.deadLetters(), length);
        } finally {
            stack.proxy().swallow(false);
        }
    }

    private String fill(SmallDisk disk, Duration length) throws IOException, InterruptedException {
        try {
            for (Duration at = Duration.ZERO; at.compareTo(length) < 0 && !pause.over(STEP); at = at.plus(STEP)) {
                disk.fill();
            }
        } finally {
            disk.free();
        }
        return "";
    }

    private static String seconds(long sinceNanos) {
        return String.format(Locale.ROOT, "%.1f s", (System.nanoTime() - sinceNanos) / 1e9);
    }
}
