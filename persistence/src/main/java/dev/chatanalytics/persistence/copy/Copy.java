package dev.chatanalytics.persistence.copy;

import dev.chatanalytics.engine.message.AnalyzedMessage;
import dev.chatanalytics.engine.port.StoreException;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Sends one batch by COPY. Used by one thread, over one connection after another. */
final class Copy {

    /** Sent at once: large enough to be worth the call, small enough that no batch is held in memory a second time. */
    private static final int CHUNK = 1 << 16;

    private final BinaryRows rows = new BinaryRows();

    /** Copies the whole batch into the table, or throws and has copied none of it. */
    void into(String table, PGConnection connection, List<AnalyzedMessage> batch) throws SQLException, StoreException {
        CopyIn copy = connection
                .getCopyAPI()
                .copyIn("COPY " + table + " (" + BinaryRows.COLUMNS + ") FROM STDIN (FORMAT binary)");
        try {
            send(copy, batch);
            copy.endCopy();
        } catch (SQLException | StoreException | RuntimeException e) {
            cancel(copy, e);
            throw e;
        }
    }

    private void send(CopyIn copy, List<AnalyzedMessage> batch) throws SQLException, StoreException {
        rows.begin();
        for (AnalyzedMessage row : batch) {
            rows.add(row);
            if (rows.length() >= CHUNK) {
                flush(copy);
            }
        }
        rows.end();
        flush(copy);
    }

    private void flush(CopyIn copy) throws SQLException {
        copy.writeToCopy(rows.bytes(), 0, rows.length());
        rows.sent();
    }

    /** A COPY that is neither ended nor cancelled would block its connection for ever; a mere close would end it well. */
    private static void cancel(CopyIn copy, Exception reason) {
        if (copy.isActive()) {
            try {
                copy.cancelCopy();
            } catch (SQLException e) {
                reason.addSuppressed(e);
            }
        }
    }
}
