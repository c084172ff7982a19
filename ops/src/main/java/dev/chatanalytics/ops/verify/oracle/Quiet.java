package dev.chatanalytics.ops.verify.oracle;

import dev.chatanalytics.ops.verify.observe.ServiceState;
import dev.chatanalytics.ops.verify.traffic.Run;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Decides when nothing more is to be expected in the table: all promised rows are there and none has come for a while;
 * or none has come for long, and the service does not say either that it has some to bring. For one thread.
 */
public final class Quiet {

    private static final Duration SETTLED = Duration.ofSeconds(3);
    private static final Duration HOPELESS = Duration.ofSeconds(60);
    private static final Duration LIMIT = Duration.ofMinutes(15);

    private final MessagesTable table;
    private final Run run;
    private final Supplier<ServiceState> service;
    private final long promised;
    private final long began = System.nanoTime();
    private long changed = began;
    private long rows = -1;
    private String problem = "";

    /** @param promised messages that were answered 202 */
    public Quiet(MessagesTable table, Run run, Supplier<ServiceState> service, long promised) {
        this.table = table;
        this.run = run;
        this.service = service;
        this.promised = promised;
    }

    /** Looks once. To be called every second or so. */
    public boolean look() {
        ServiceState state = service.get();
        count();
        Duration unchanged = since(changed);
        if (rows >= promised && !state.isBusy()) {
            return unchanged.compareTo(SETTLED) >= 0;
        }
        boolean hopeless = unchanged.compareTo(HOPELESS) >= 0 && !state.isBusy();
        return hopeless || since(began).compareTo(LIMIT) >= 0;
    }

    /** How it stands, for people. */
    public String state() {
        return String.format(Locale.ROOT, "%,d rows of %,d promised%s", Math.max(rows, 0), promised, problem);
    }

    private void count() {
        try {
            long now = table.count(run);
            if (now != rows) {
                changed = System.nanoTime();
            }
            rows = now;
            problem = "";
        } catch (SQLException e) {
            problem = " (the database does not answer: " + e.getMessage() + ")";
        }
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }
}
