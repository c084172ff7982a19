package dev.chatanalytics.ops.verify.oracle;

import dev.chatanalytics.ops.verify.traffic.Payload;
import dev.chatanalytics.ops.verify.traffic.Run;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Properties;
import java.util.function.Consumer;

/**
 * A run's rows, read straight from the database: nothing of the service is trusted with its own trial. A connection for
 * each call, so the server may be restarted in between. Immutable.
 *
 * <p>The rows are found by their bots' ids, which the primary key serves on a table of any size. They are those that
 * somebody could take for the run's, whatever else is wrong with them.
 */
public final class MessagesTable {

    private static final String OF_THE_RUN = " FROM messages WHERE bot_id >= ? AND bot_id < ?";
    private static final String COLUMNS =
            "SELECT message_id, bot_id, user_id, text, (extract(epoch FROM sent_at) * 1000000)::bigint";
    private static final int FETCH = 5_000;
    private static final String CONNECT_SECONDS = "10";
    private static final String ANSWER_SECONDS = "300";

    private final String url;
    private final Properties login = new Properties();

    /**
     * @param user may be null when the URL says it
     * @param password may be null
     */
    public MessagesTable(String url, String user, String password) {
        this.url = url;
        login.setProperty("connectTimeout", CONNECT_SECONDS);
        login.setProperty("socketTimeout", ANSWER_SECONDS);
        login.setProperty("ApplicationName", "chat-analytics verify");
        if (user != null) {
            login.setProperty("user", user);
        }
        if (password != null) {
            login.setProperty("password", password);
        }
    }

    /** How many rows the run's bots have. */
    public long count(Run run) throws SQLException {
        try (Connection connection = connect();
                PreparedStatement select = select(connection, "SELECT count(*)", run);
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Whether this very message is there. */
    public boolean has(Payload message) throws SQLException {
        try (Connection connection = connect();
                PreparedStatement select =
                        connection.prepareStatement("SELECT 1 FROM messages WHERE bot_id = ? AND message_id = ?")) {
            select.setString(1, message.botId());
            select.setString(2, message.messageId());
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    /** Every row of the run's bots, as the table has it. */
    public void read(Run run, Consumer<Payload> rows) throws SQLException {
        try (Connection connection = connect()) {
            connection.setAutoCommit(false); // else the driver would fetch all rows at once
            connection.setReadOnly(true);
            try (PreparedStatement select = select(connection, COLUMNS, run)) {
                select.setFetchSize(FETCH);
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        rows.accept(new Payload(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getLong(5)));
                    }
                }
            }
        }
    }

    private static PreparedStatement select(Connection connection, String columns, Run run) throws SQLException {
        PreparedStatement select = connection.prepareStatement(columns + OF_THE_RUN);
        String prefix = run.botPrefix();
        select.setString(1, prefix);
        select.setString(2, prefix.substring(0, prefix.length() - 1) + (char) (prefix.charAt(prefix.length() - 1) + 1));
        return select;
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(url, login);
    }
}
