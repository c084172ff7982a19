package dev.chatanalytics.persistence.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What holds for the statements of writers, whatever is set for their role: how long one may take, and that what has been
 * committed is on the server's disk. Thread-safe.
 *
 * <p>A session of our own is told once. Behind a pooler of transactions (PgBouncer) a session is everybody's, and nothing
 * is set there but for one transaction at a time. Such a pooler gives itself away: the process that the server names is
 * not the one that was named when the connection was opened.
 */
final class WriterSettings {

    private static final Logger LOG = LoggerFactory.getLogger(WriterSettings.class);

    /**
     * Whose session it is; and whether the answer of the NLP API goes into a column that is not ours any more. A column of
     * text would take the bytes of a jsonb as they are, and keep what is no JSON.
     */
    private static final String QUESTION = "SELECT pg_backend_pid(), EXISTS (SELECT 1 FROM pg_attribute"
            + " WHERE attrelid = to_regclass('messages') AND attname = 'nlp' AND atttypid <> 'jsonb'::regtype)";

    /** For the session, or with {@code true} for the transaction. A role that waits for replicas, or not, is left so. */
    private static final String SETTINGS = "SELECT set_config('statement_timeout', '%1$d', %2$b),"
            + " set_config('lock_timeout', '0', %2$b),"
            + " set_config('idle_in_transaction_session_timeout', '5s', %2$b),"
            + " set_config('synchronous_commit', CASE current_setting('synchronous_commit') WHEN 'off' THEN 'on'"
            + " ELSE current_setting('synchronous_commit') END, %2$b)";

    /** Of servers that have it; within a transaction it takes the limit from that one. */
    private static final String NO_TRANSACTION_TIMEOUT = ", set_config('transaction_timeout', '0', %b)";

    private static final int HAS_TRANSACTION_TIMEOUT = 17;

    /** An idle session is the pool's to end; what a connection that was cut off leaves on the server ends by the others. */
    private static final String FOR_SESSION = ", set_config('idle_session_timeout', '0', false),"
            + " set_config('tcp_keepalives_idle', '10', false),"
            + " set_config('tcp_keepalives_interval', '5', false), set_config('tcp_keepalives_count', '3', false)";

    private final String forSession;
    private final String forTransaction;
    private volatile boolean pooler;
    private volatile boolean otherJson;

    /** @param statement how long one may take */
    WriterSettings(Duration statement) {
        forSession = settings(statement, false) + FOR_SESSION;
        forTransaction = settings(statement, true);
    }

    private static String settings(Duration statement, boolean local) {
        return String.format(Locale.ROOT, SETTINGS, statement.toMillis(), local);
    }

    /** Prepares a connection that has just been opened. */
    void opened(Connection connection) throws SQLException {
        if (isOurs(connection)) {
            execute(connection, forSession + transactionTimeout(connection, false));
        } else if (!pooler) {
            pooler = true;
            LOG.info("There is a pooler before the database: time-outs are set for each transaction");
        }
    }

    /** Whether a COPY would be misunderstood. */
    boolean isForInsertOnly() {
        return otherJson;
    }

    private boolean isOurs(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(QUESTION)) {
            row.next();
            if (row.getBoolean(2)) {
                otherJson = true;
            }
            return row.getInt(1) == connection.unwrap(PGConnection.class).getBackendPID();
        }
    }

    /** Whether nothing may be left in a session. */
    boolean isBehindPooler() {
        return pooler;
    }

    /** Begins a transaction with these settings. */
    void begin(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        execute(connection, forTransaction + transactionTimeout(connection, true));
    }

    /** Nothing where there is none. It asks nobody: the server said its version when the connection was opened. */
    static String transactionTimeout(Connection connection, boolean local) throws SQLException {
        return connection.getMetaData().getDatabaseMajorVersion() < HAS_TRANSACTION_TIMEOUT
                ? ""
                : String.format(Locale.ROOT, NO_TRANSACTION_TIMEOUT, local);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
