package dev.chatanalytics.ops.verify.chaos;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Random;

/** What administrators and providers do to the database in SQL. For one thread at a time. */
final class AdministratorFaults {

    private static final String READ_ONLY = "ALTER DATABASE postgres SET default_transaction_read_only = on";
    private static final String WRITABLE = "ALTER DATABASE postgres RESET default_transaction_read_only";
    private static final String END_SESSIONS = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
            + " WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'";

    private final ChaosDatabase database;

    AdministratorFaults(ChaosDatabase database) {
        this.database = database;
    }

    /**
     * As a failover to a standby does, or a provider when the disk is full. Sessions that were opened meanwhile stay read-only
     * afterwards, and nobody but their owner ends them.
     */
    String makeReadOnly(Duration length, Pause pause) throws SQLException, InterruptedException {
        try (Connection own = database.connect();
                Statement statement = own.createStatement()) {
            statement.execute(READ_ONLY);
            try (ResultSet ended = statement.executeQuery(END_SESSIONS)) {
                ended.next();
                String note = ended.getInt(1) + " sessions ended";
                pause.over(length);
                return note;
            } finally {
                statement.execute(WRITABLE);
            }
        }
    }

    /** This week, or the last one, of which some messages come. What comes meanwhile is put aside, or waits. */
    String detachWeek(Duration length, Pause pause, Random random) throws SQLException, InterruptedException {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        LocalDate day = random.nextBoolean() ? today : today.minusWeeks(1);
        try (Connection own = database.connect()) {
            WeekPartition week = WeekPartition.of(own, day);
            week.detach();
            try {
                pause.over(length);
            } finally {
                week.attach();
            }
        }
        return WeekPartition.name(day) + (day.equals(today) ? ", the current one" : "");
    }
}
