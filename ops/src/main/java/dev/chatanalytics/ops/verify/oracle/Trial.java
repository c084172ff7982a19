package dev.chatanalytics.ops.verify.oracle;

import dev.chatanalytics.ops.verify.ledger.Ledger;
import dev.chatanalytics.ops.verify.load.Target;
import dev.chatanalytics.ops.verify.observe.ServiceState;
import dev.chatanalytics.ops.verify.traffic.Traffic;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What follows a load: wait for quiet, hold the table against the ledger, send a fresh message. For one thread. */
public final class Trial {

    private static final long LOOK_MILLIS = 500;

    private final Traffic traffic;
    private final Ledger ledger;
    private final Findings findings;
    private final MessagesTable table;
    private final Consumer<String> progress;

    /** @param findings to which the breaches are added that this finds */
    public Trial(Traffic traffic, Ledger ledger, Findings findings, MessagesTable table, Consumer<String> progress) {
        this.traffic = traffic;
        this.ledger = ledger;
        this.findings = findings;
        this.table = table;
        this.progress = progress;
    }

    /**
     * Blocks for seconds at least, and for minutes when rows are missing.
     *
     * @param service what it says of itself
     * @param withdrawals whether they hold, as far as is known of the run
     * @throws SQLException when the table cannot be read: nothing is proved then
     */
    public Verdict judge(Target target, Supplier<ServiceState> service, Withdrawals withdrawals)
            throws SQLException, InterruptedException {
        long promised = ledger.promised();
        Duration quietAfter = awaitQuiet(service, promised);
        progress.accept("Checking the table");
        TableCheck check = new TableCheck(traffic, ledger, findings, withdrawals);
        table.read(traffic.run(), check::row);
        check.end();
        if (promised == 0) {
            findings.add(Breach.NO_LOAD, ledger.requests() + " requests were sent");
        } else {
            awaitFlow(target);
        }
        return new Verdict(
                traffic.run(),
                ledger,
                findings,
                check.rows(),
                check.unpromised(),
                check.toldNotNow(),
                promised,
                quietAfter);
    }

    private Duration awaitQuiet(Supplier<ServiceState> service, long promised) throws InterruptedException {
        long began = System.nanoTime();
        Quiet quiet = new Quiet(table, traffic.run(), service, promised);
        while (!quiet.look()) {
            progress.accept("Waiting for quiet: " + quiet.state());
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private void awaitFlow(Target target) throws InterruptedException {
        FreshMessage fresh = new FreshMessage(target, table, traffic.run());
        while (!fresh.look()) {
            if (fresh.isLate()) {
                findings.add(Breach.NO_FLOW, fresh.problem());
                return;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }
}
