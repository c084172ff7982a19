package dev.chatanalytics.ops.verify.chaos;

import dev.chatanalytics.ops.Service.StopQuestion;
import dev.chatanalytics.ops.verify.Progress;
import dev.chatanalytics.ops.verify.oracle.Findings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Chaos from nothing to nothing: makes a stack, breaks it, judges, and clears up. Stateless. */
public final class Chaos {

    private Chaos() {}

    /**
     * Runs on the caller's thread. The stack's directory stays when a promise was broken or the run failed.
     *
     * @param stop whether somebody wants it to end before its time; what was sent is checked all the same
     * @throws IOException when the stack does not start or its own parts fail: nothing is proved then
     */
    public static ChaosResult run(ChaosOptions options, Progress progress, StopQuestion stop)
            throws IOException, SQLException, InterruptedException {
        Files.createDirectories(options.work());
        Path dir = Files.createTempDirectory(options.work(), "chat-analytics-chaos-")
                .toRealPath();
        progress.say("Starting a private stack in " + dir);
        ChaosResult result;
        RunLog log = RunLog.to(dir.resolve("verify.log"));
        try (log;
                ChaosStack stack = ChaosStack.start(
                        dir, options.durability(), clock(options, dir), fsync(options, dir), pooler(options, dir))) {
            awaitReady(stack, dir);
            progress.say("Chaos with seed " + options.seed() + " for "
                    + options.duration().toSeconds() + " s");
            result = new ChaosRun(options, stack, progress).run(dir, stop);
        }
        if (result.verdict().held()) {
            delete(dir);
        }
        return result;
    }

    /** A clock that can be moved costs a little, so only who moves it pays. */
    private static FakeClock clock(ChaosOptions options, Path dir) throws IOException {
        return options.kinds().contains(FaultKind.CLOCK_JUMP) ? FakeClock.in(dir) : FakeClock.none();
    }

    private static SlowFsync fsync(ChaosOptions options, Path dir) throws IOException, InterruptedException {
        return options.kinds().contains(FaultKind.SLOW_FSYNC) ? SlowFsync.in(dir) : SlowFsync.none();
    }

    private static Pooler pooler(ChaosOptions options, Path dir) {
        return options.pooler() == null ? Pooler.none() : Pooler.in(options.pooler(), dir);
    }

    private static void awaitReady(ChaosStack stack, Path dir) throws IOException, InterruptedException {
        Findings start = new Findings();
        stack.serviceFaults(start).awaitReady();
        if (!start.none() || stack.service().deathUnasked().isPresent()) {
            throw new IOException("the service does not become ready; see " + dir.resolve("service.log"));
        }
    }

    private static void delete(Path dir) throws IOException {
        List<Path> all;
        try (Stream<Path> tree = Files.walk(dir)) {
            all = tree.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.delete(path);
        }
    }
}
