package dev.chatanalytics.ops.verify;

import dev.chatanalytics.ops.Service.StopQuestion;
import dev.chatanalytics.ops.verify.ledger.Ledger;
import dev.chatanalytics.ops.verify.load.Load;
import dev.chatanalytics.ops.verify.load.Target;
import dev.chatanalytics.ops.verify.observe.AdminPage;
import dev.chatanalytics.ops.verify.observe.Sampler;
import dev.chatanalytics.ops.verify.oracle.Findings;
import dev.chatanalytics.ops.verify.oracle.MessagesTable;
import dev.chatanalytics.ops.verify.oracle.Trial;
import dev.chatanalytics.ops.verify.oracle.Verdict;
import dev.chatanalytics.ops.verify.oracle.Withdrawals;
import dev.chatanalytics.ops.verify.traffic.Run;
import dev.chatanalytics.ops.verify.traffic.Traffic;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Verifies a service that is running somewhere, without doing it any harm.
 *
 * @param target where messages are posted
 * @param table where their rows are looked for
 * @param admin where the service says how it is
 * @param duration of the load
 */
public record Verification(Target target, MessagesTable table, AdminPage admin, Run run, Duration duration) {

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(30);

    /**
     * Sends, waits and checks, on the caller's thread.
     *
     * @param stop whether somebody wants the load to end before its time; what was sent is checked all the same
     */
    public Verdict run(Progress progress, StopQuestion stop) throws IOException, SQLException, InterruptedException {
        Traffic traffic = new Traffic(run);
        Ledger ledger = new Ledger();
        try (Load load = Load.start(traffic, ledger, target);
                Sampler sampler = Sampler.start(ledger, admin)) {
            while (sampler.seconds() < duration.toSeconds() && load.isAlive() && !stop.asked(LOOK)) {
                String problem = ledger.requests() == 0 ? "  nothing is sent: " + load.problem() : "";
                progress.load(sampler.seconds(), duration.toSeconds(), ledger, sampler.latest(), problem);
            }
            load.finish(LAST_ANSWERS);
        }
        return new Trial(traffic, ledger, new Findings(), table, progress::now)
                .judge(target, admin::state, Withdrawals.MAY_BE_LOST);
    }
}
