package dev.chatanalytics.ops.verify.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.chatanalytics.ops.sandbox.Knob;
import dev.chatanalytics.ops.sandbox.SandboxBehaviour;
import dev.chatanalytics.ops.verify.Progress;
import dev.chatanalytics.ops.verify.chaos.FaultRecord.Result;
import dev.chatanalytics.ops.verify.ledger.Answer;
import dev.chatanalytics.ops.verify.ledger.Ledger;
import dev.chatanalytics.ops.verify.load.Load;
import dev.chatanalytics.ops.verify.oracle.Breach;
import dev.chatanalytics.ops.verify.oracle.Findings;
import dev.chatanalytics.ops.verify.oracle.MessagesTable;
import dev.chatanalytics.ops.verify.oracle.TableCheck;
import dev.chatanalytics.ops.verify.oracle.Withdrawals;
import dev.chatanalytics.ops.verify.report.Lines;
import dev.chatanalytics.ops.verify.traffic.Run;
import dev.chatanalytics.ops.verify.traffic.Traffic;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short chaos run: a whole stack, the service as a process of its own. And the proof that the oracle sees a loss. */
class ChaosIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int RATE = 50;

    /** One that kills both the service and PostgreSQL within the time. */
    private static final long SEED = 34;

    @TempDir
    Path dir;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @Test
    void shouldHoldEveryPromiseWhateverBreaks() throws Exception {
        ChaosResult result = run(
                25,
                Durability.JOURNAL,
                FaultKind.DATABASE_KILL,
                FaultKind.SERVICE_STOP,
                FaultKind.DATABASE_RESET,
                FaultKind.NLP_HANG);

        assertHeld(result);
        assertThat(result.verdict().promised()).isPositive();
        assertThat(result.records()).hasSizeGreaterThanOrEqualTo(2).allMatch(r -> r.result() == Result.DONE);
        assertThat(result.samples()).anyMatch(sample -> sample.service().ringDepth() > 0);
        assertThat(said.toString(StandardCharsets.UTF_8))
                .containsPattern("0:\\d\\d of 0:25.*\\[")
                .contains("Checking the table");
        assertThat(result.dir()).as("cleared up").doesNotExist();
    }

    @Test
    @Tag("long")
    void shouldLoseNothingOfLargeAndRepeatedMessagesWhenStartedWithoutTheDatabase() throws Exception {
        ChaosResult result = run(
                70,
                Durability.MEMORY,
                FaultKind.LARGE_MESSAGES,
                FaultKind.REPEATING_BOT,
                FaultKind.START_WITHOUT_DATABASE);

        assertHeld(result);
        assertThat(result.records())
                .extracting(r -> r.fault().kind())
                .contains(FaultKind.LARGE_MESSAGES, FaultKind.REPEATING_BOT, FaultKind.START_WITHOUT_DATABASE);
    }

    @Test
    @Tag("long")
    void shouldLoseNothingWhatAnAdministratorDoes() throws Exception {
        ChaosResult result = run(25, Durability.MEMORY, FaultKind.READ_ONLY_DATABASE, FaultKind.DETACHED_WEEK);

        assertHeld(result);
        assertThat(result.records())
                .extracting(r -> r.fault().kind())
                .contains(FaultKind.READ_ONLY_DATABASE, FaultKind.DETACHED_WEEK);
        assertThat(said.toString(StandardCharsets.UTF_8))
                .containsPattern("Replayed [0-9,]+ messages that were put aside while their week was detached");
    }

    @Test
    @Tag("long")
    void shouldHoldEveryPromiseBehindAPooler() throws Exception {
        ChaosResult result = run(
                Programs.find("pgbouncer").orElseThrow(),
                40,
                Durability.JOURNAL,
                FaultKind.POOLER,
                FaultKind.READ_ONLY_DATABASE,
                FaultKind.DATABASE_TERMINATE);

        assertHeld(result);
        assertThat(result.records())
                .extracting(r -> r.fault().kind())
                .contains(FaultKind.POOLER, FaultKind.READ_ONLY_DATABASE);
    }

    @Test
    void shouldProveNothingWhenNoFaultCouldBeDone() throws Exception {
        ChaosResult result = run(20, Durability.MEMORY, FaultKind.JOURNAL_FULL, FaultKind.SERVICE_KILL);

        assertThat(result.records()).isNotEmpty().allMatch(r -> r.result() == Result.SKIPPED);
        assertThat(result.verdict().held()).isFalse();
        assertThat(result.verdict().findings().count(Breach.NO_FAULT)).isEqualTo(1);
    }

    /** Nobody sends anything, so nothing is answered 202 either. */
    @Test
    void shouldFindThatNothingIsTakenAfterAStartWithoutTheDatabase() throws Exception {
        Findings findings = new Findings();
        try (ChaosStack stack =
                ChaosStack.start(dir, Durability.JOURNAL, FakeClock.none(), SlowFsync.none(), Pooler.none())) {
            stack.serviceFaults(findings).awaitReady();

            String note = new StartFaults(stack, () -> 0, findings)
                    .withoutDatabase(Duration.ZERO, within -> false, new Random(1));

            assertThat(note).contains("no 202 within 20 s").endsWith(" with the database");
            assertThat(findings.count(Breach.NO_START_ALONE)).isEqualTo(1);
            assertThat(findings.count(Breach.BAD_STOP) + findings.count(Breach.NO_START))
                    .isZero();
            assertThat(stack.admin().isReady()).isTrue();
        }
    }

    private ChaosResult run(int seconds, Durability durability, FaultKind... kinds) throws Exception {
        return run(null, seconds, durability, kinds);
    }

    private ChaosResult run(Path pooler, int seconds, Durability durability, FaultKind... kinds) throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        return Chaos.run(
                new ChaosOptions(SEED, Duration.ofSeconds(seconds), RATE, 20, durability, List.of(kinds), pooler, dir),
                new Progress(new PrintStream(said, true, StandardCharsets.UTF_8), 200),
                within -> never.await(within.toNanos(), TimeUnit.NANOSECONDS));
    }

    private static void assertHeld(ChaosResult result) {
        assertThat(result.verdict().held())
                .as(() -> String.join("\n", Lines.of(result.verdict())) + result.records())
                .isTrue();
    }

    /** In memory mode a kill -9 does lose what was in the ring: if the oracle did not see that, it would see nothing. */
    @Test
    void shouldFindWhatAKilledServiceHadOnlyInMemory() throws Exception {
        Traffic traffic = new Traffic(Run.now(1, RATE, 10));
        Ledger ledger = new Ledger();
        Findings findings = new Findings();
        try (ChaosStack stack =
                        ChaosStack.start(dir, Durability.MEMORY, FakeClock.none(), SlowFsync.none(), Pooler.none());
                Load load = Load.start(traffic, ledger, stack.target())) {
            Injector injector = new Injector(stack, load, findings, within -> false);
            stack.serviceFaults(findings).awaitReady();
            stack.nlp().behave(SandboxBehaviour.DEFAULT.with(Knob.HANG_RATE, 1));
            await("a ring with something in it")
                    .atMost(LIMIT)
                    .until(() -> stack.admin().state().ringDepth() > 5
                            && ledger.count(Answer.ACCEPTED) > 20
                            && isStoppedWithMuchInMemory(stack, ledger, traffic.run()));
            long before = ledger.requests();
            await("a request that is not answered").atMost(LIMIT).until(() -> ledger.requests() > before);
            injector.inject(new ScheduledFault(FaultKind.SERVICE_KILL, 0, Duration.ZERO, Duration.ZERO, 1));
            load.finish(Duration.ofSeconds(10));
            await("quiet").atMost(LIMIT).until(() -> stack.admin().state().ringDepth() == 0);

            MessagesTable table = stack.table();
            TableCheck check = new TableCheck(traffic, ledger, findings, Withdrawals.MAY_BE_LOST);
            table.read(traffic.run(), check::row);
            check.end();
            assertThat(findings.count(Breach.MISSING)).isBetween(1L, (long) ledger.promised());
            assertThat(findings.count(Breach.TWICE) + findings.count(Breach.NEVER_SENT))
                    .isZero();
            assertThat(ledger.count(Answer.UNANSWERED)).as("those under way").isPositive();
        }
    }

    /**
     * Stops the service's process, so that what it has in memory stays there until it is killed; lets it go on when that is
     * little, since the ring may have drained after it was looked at.
     */
    private static boolean isStoppedWithMuchInMemory(ChaosStack stack, Ledger ledger, Run run) throws Exception {
        stack.service().pause(true);
        boolean much =
                ledger.count(Answer.ACCEPTED) - ledger.repeats() - stack.table().count(run) > 5;
        if (!much) {
            stack.service().pause(false);
        }
        return much;
    }
}
