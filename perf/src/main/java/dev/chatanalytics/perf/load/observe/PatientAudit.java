package dev.chatanalytics.perf.load.observe;

import dev.chatanalytics.perf.load.client.Pause;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Looks at the table until every 202 is there, or none has come for a while: after trouble with the database the service
 * stores its dead letters for as long as there are any. Used by one thread.
 */
public final class PatientAudit {

    private static final long BETWEEN_LOOKS_MILLIS = 500;

    private final Look look;
    private final long settleNanos;

    /** @param settle how long it goes on when no message has come that was missing */
    public PatientAudit(Look look, Duration settle) {
        this.look = look;
        settleNanos = settle.toNanos();
    }

    /** One look at the table. */
    @FunctionalInterface
    public interface Look {
        AuditResult audit() throws SQLException;
    }

    /** What the last look found. */
    public AuditResult result() throws SQLException {
        AuditResult result = look.audit();
        long came = System.nanoTime();
        while (result.missing() > 0 && System.nanoTime() - came < settleNanos) {
            Pause.millis(BETWEEN_LOOKS_MILLIS);
            AuditResult next = look.audit();
            if (next.missing() < result.missing()) {
                came = System.nanoTime();
            }
            result = next;
        }
        return result;
    }
}
