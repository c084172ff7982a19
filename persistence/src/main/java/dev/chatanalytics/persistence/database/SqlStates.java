package dev.chatanalytics.persistence.database;

import dev.chatanalytics.engine.port.StoreException;
import dev.chatanalytics.engine.port.StoreException.Kind;
import java.sql.SQLException;
import java.util.Set;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * The one place that knows what an error of PostgreSQL means for a batch. Only errors that a row can bring about are
 * poison; whatever may pass, and whatever would hit every row (a missing table, a missing right), is the store's fault.
 */
public final class SqlStates {

    private static final String CONNECTION_REJECTED = "08004";
    private static final String UNIQUE_VIOLATION = "23505";
    private static final String CHECK_VIOLATION = "23514";

    /** Invalid binary, invalid text, protocol violation, feature not supported. */
    private static final Set<String> INSERT_INSTEAD = Set.of("22P03", "22P02", "08P01", "0A000");

    private static final String READ_ONLY = "25006";
    private static final String TOO_MANY_CONNECTIONS = "53300";

    private SqlStates() {}

    /** Whose fault it is that a batch was not stored. */
    public static Kind kind(SQLException e) {
        return switch (category(e)) {
            // data exception, integrity violation, limit exceeded (a value too large or too deeply nested)
            case "22", "23", "54" -> Kind.POISON;
            default -> Kind.UNAVAILABLE;
        };
    }

    /** Whether a row with the same key is there already. */
    public static boolean isDuplicate(SQLException e) {
        return UNIQUE_VIOLATION.equals(e.getSQLState());
    }

    /**
     * Whether a COPY was refused that an INSERT in its place may get through: the bytes of a column are of another type (too
     * few, not all of them read, or no such text), or rows are looked at one by one, as row-level security does.
     */
    public static boolean wantsInsert(SQLException e) {
        return serverMessage(e) != null && e.getSQLState() != null && INSERT_INSTEAD.contains(e.getSQLState());
    }

    /** Whether the session takes no rows: it leads to a standby, or was opened while the database was read-only. */
    public static boolean isReadOnly(SQLException e) {
        return READ_ONLY.equals(e.getSQLState());
    }

    /** Whether the server, the database or the role has no connection left. */
    static boolean isFull(SQLException e) {
        return TOO_MANY_CONNECTIONS.equals(e.getSQLState());
    }

    /** Whether a row has no partition to go to. PostgreSQL calls this a check violation, but of no constraint. */
    public static boolean isPartitionMissing(SQLException e) {
        ServerErrorMessage server = serverMessage(e);
        return CHECK_VIOLATION.equals(e.getSQLState()) && server != null && server.getConstraint() == null;
    }

    /**
     * Whether the connection is lost, or about to be, or leads to a server that takes no rows: it is not used again. Anything
     * that the server did not say itself is taken for that. A session that is read-only, as all are that were opened to a
     * server which is no longer the primary, stays so after others may write again.
     */
    public static boolean isConnectionLost(SQLException e) {
        String state = e.getSQLState();
        return serverMessage(e) == null
                || isReadOnly(e)
                || switch (category(e)) {
                    case "08", "53" -> true;
                    case "57" -> state.startsWith("57P");
                    default -> false;
                };
    }

    /**
     * Whether waiting may help: the server cannot be reached, or is too busy, or ended our session. Not so when somebody
     * has to act: a wrong password, no such database, a missing right. Errors without a state are the driver's own, such
     * as that a connection was lost while it was being closed.
     */
    public static boolean mayPass(SQLException e) {
        if (CONNECTION_REJECTED.equals(e.getSQLState())) {
            return false; // by the driver: the server wants a password, and there is none
        }
        return switch (category(e)) {
            // not supported, data, integrity, authorization, no such database or schema, access rule or syntax
            case "0A", "22", "23", "28", "3D", "3F", "42" -> false;
            default -> true;
        };
    }

    /** One line for operators, without the server's details: they may quote the row. */
    public static String reason(SQLException e) {
        ServerErrorMessage server = serverMessage(e);
        String message = server == null ? withCause(e) : server.getMessage();
        return String.valueOf(message).replaceAll("\\s+", " ") + " (SQLSTATE " + e.getSQLState() + ")";
    }

    /** The pool says only that there is no connection; why there is none stands in the cause. */
    private static String withCause(SQLException e) {
        return e.getCause() instanceof SQLException cause ? e.getMessage() + ": " + cause.getMessage() : e.getMessage();
    }

    /** The failure to throw for this error. */
    public static StoreException storeException(SQLException e) {
        return new StoreException(kind(e), reason(e), e);
    }

    private static String category(SQLException e) {
        String state = e.getSQLState();
        return state == null || state.length() < 2 ? "" : state.substring(0, 2);
    }

    private static ServerErrorMessage serverMessage(SQLException e) {
        return e instanceof PSQLException p ? p.getServerErrorMessage() : null;
    }
}
