package dev.chatanalytics.ops.verify.chaos;

import dev.chatanalytics.ops.verify.oracle.Breach;
import dev.chatanalytics.ops.verify.oracle.Findings;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** What is done to the service and the database together. For one thread at a time. */
final class StartFaults {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final ChaosStack stack;
    private final LongSupplier accepted;
    private final ServiceFaults service;
    private final Findings findings;

    /** @param accepted how many requests of the load were answered 202 so far */
    StartFaults(ChaosStack stack, LongSupplier accepted, Findings findings) {
        this.stack = stack;
        this.accepted = accepted;
        this.findings = findings;
        service = stack.serviceFaults(findings);
    }

    /** With a journal it must take messages while the database is away; without, nothing may be lost. */
    String withoutDatabase(Duration length, Pause pause, Random random) throws IOException, InterruptedException {
        boolean journal = stack.durability() == Durability.JOURNAL;
        String how = journal && random.nextBoolean() ? service.killed() : service.stopped();
        stack.database().kill();
        try {
            stack.service().start();
            how += journal ? ", " + awaitAccepted(accepted.getAsLong()) : "";
            pause.over(length);
        } finally {
            stack.database().start();
        }
        return how + ", " + service.awaitReady() + " with the database";
    }

    /** Waits until messages are taken, or it has ended; a breach when that takes too long. */
    private String awaitAccepted(long before) throws InterruptedException {
        long began = System.nanoTime();
        while (accepted.getAsLong() == before) {
            if (stack.service().deathUnasked().isPresent()) {
                return "ended by itself"; // a breach that is noticed elsewhere
            }
            if (System.nanoTime() - began > LIMIT.toNanos()) {
                String late = "no 202 within " + LIMIT.toSeconds() + " s of the start";
                findings.add(Breach.NO_START_ALONE, late);
                return late;
            }
            TimeUnit.MILLISECONDS.sleep(Pause.STEP.toMillis());
        }
        return String.format(Locale.ROOT, "202 after %.1f s without it", (System.nanoTime() - began) / 1e9);
    }
}
