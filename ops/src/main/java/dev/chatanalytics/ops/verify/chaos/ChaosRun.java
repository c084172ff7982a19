package dev.chatanalytics.ops.verify.chaos;

import dev.chatanalytics.ops.Service.StopQuestion;
import dev.chatanalytics.ops.verify.Progress;
import dev.chatanalytics.ops.verify.chaos.FaultRecord.Result;
import dev.chatanalytics.ops.verify.ledger.Ledger;
import dev.chatanalytics.ops.verify.load.Load;
import dev.chatanalytics.ops.verify.observe.Sampler;
import dev.chatanalytics.ops.verify.oracle.Breach;
import dev.chatanalytics.ops.verify.oracle.Findings;
import dev.chatanalytics.ops.verify.oracle.Trial;
import dev.chatanalytics.ops.verify.oracle.Verdict;
import dev.chatanalytics.ops.verify.oracle.Withdrawals;
import dev.chatanalytics.ops.verify.traffic.Run;
import dev.chatanalytics.ops.verify.traffic.Traffic;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** One chaos run on a stack that is up: load and faults, then quiet and the oracle. For one thread. */
final class ChaosRun {

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final double RECOVERY_SECONDS = 60;
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(30);
    private static final Duration SETTLED = Duration.ofMinutes(2);

    private final ChaosOptions options;
    private final ChaosStack stack;
    private final Progress progress;
    private final List<ScheduledFault> schedule;
    private final Traffic traffic;
    private final Ledger ledger = new Ledger();
    private final Findings findings = new Findings();
    private double patience;
    private boolean crashed;

    ChaosRun(ChaosOptions options, ChaosStack stack, Progress progress) {
        this.options = options;
        this.stack = stack;
        this.progress = progress;
        schedule = FaultSchedule.draw(options.seed(), options.duration(), options.kinds());
        traffic = Traffic.withLateOnes(Run.now(options.seed(), options.rate(), options.bots()));
    }

    /** @param dir to be named in the result */
    ChaosResult run(Path dir, StopQuestion stop) throws IOException, SQLException, InterruptedException {
        try (Load load = Load.start(traffic, ledger, stack.target());
                Sampler sampler = Sampler.start(ledger, stack.admin());
                FaultRunner faults = FaultRunner.start(stack, load, findings, schedule)) {
            watch(load, sampler, faults, stop);
            faults.finish();
            check(faults);
            reviveAfterCrash();
            load.finish(LAST_ANSWERS);
            double loadSeconds = sampler.seconds();
            List<FaultRecord> done = faults.records().stream()
                    .filter(record -> record.result() == Result.DONE)
                    .toList();
            if (done.isEmpty()) {
                findings.add(Breach.NO_FAULT, schedule.size() + " were planned");
            }
            if (done.stream().anyMatch(record -> record.fault().kind() == FaultKind.DETACHED_WEEK)) {
                replayPutAside(dir);
            }
            Verdict verdict = new Trial(traffic, ledger, findings, stack.table(), progress::now)
                    .judge(stack.target(), stack.admin()::state, withdrawals(done));
            return new ChaosResult(options, verdict, schedule, faults.records(), sampler.samples(), loadSeconds, dir);
        }
    }

    /** As an operator does who has attached a week again; once the service has nothing left that it could put aside. */
    private void replayPutAside(Path dir) throws IOException, InterruptedException {
        long began = System.nanoTime();
        while (stack.admin().state().isBusy() && System.nanoTime() - began < SETTLED.toNanos()) {
            TimeUnit.MILLISECONDS.sleep(Pause.STEP.toMillis());
        }
        long rows = new PutAside(stack.deadLetters().data(), dir.resolve("put-aside"))
                .replay(stack.database().url());
        progress.say(String.format(
                Locale.ROOT, "Replayed %,d messages that were put aside while their week was detached", rows));
    }

    private Withdrawals withdrawals(List<FaultRecord> done) {
        boolean killed = crashed
                || done.stream().anyMatch(record -> record.fault().kind().kills());
        return killed ? Withdrawals.MAY_BE_LOST : Withdrawals.HOLD;
    }

    private void watch(Load load, Sampler sampler, FaultRunner faults, StopQuestion stop) throws InterruptedException {
        boolean going = true;
        while (going && load.isAlive() && faults.failure() == null && !crashed) {
            going = !stop.asked(LOOK) && isUnfinished(sampler, faults);
            crashed = hasCrashed();
            progress.load(sampler.seconds(), options.duration().toSeconds(), ledger, sampler.latest(), names(faults));
        }
    }

    /** Goes on a little while when the circuit breaker is not closed: only under load can it be. */
    private boolean isUnfinished(Sampler sampler, FaultRunner faults) {
        double now = sampler.seconds();
        if (now < options.duration().toSeconds() || !faults.isDone()) {
            patience = now + RECOVERY_SECONDS;
            return true;
        }
        boolean open = sampler.latest().service().breaker() > 0; // what is not known is no reason to wait
        if (open && now >= patience) {
            findings.add(Breach.NO_ANALYSIS, (long) RECOVERY_SECONDS + " s after the last fault");
        }
        return open && now < patience;
    }

    private boolean hasCrashed() {
        OptionalInt code = stack.service().deathUnasked();
        code.ifPresent(c -> findings.add(Breach.CRASH, "with exit code " + c + "; its log is service.log"));
        return code.isPresent();
    }

    /** A crash ends the load; the promises made before are checked all the same. */
    private void reviveAfterCrash() throws IOException, InterruptedException {
        if (crashed) {
            stack.serviceFaults(findings).start();
        }
    }

    private static void check(FaultRunner faults) throws IOException {
        if (faults.failure() != null) {
            throw new IOException(
                    "the stack itself failed, so nothing is proved: " + faults.failure(), faults.failure());
        }
    }

    private static String names(FaultRunner faults) {
        String names = faults.active().stream().map(FaultKind::option).sorted().collect(Collectors.joining(" + "));
        return names.isEmpty() ? "" : "  [" + names + "]";
    }
}
