package dev.chatanalytics.persistence.database;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/**
 * Opens connections to one server, each in the same way. Thread-safe.
 *
 * <p>It ignores {@link #setLoginTimeout}, with which the driver would open every connection on a thread of its own and
 * leave that thread behind when the server hangs; the time-outs of the socket bound the login instead.
 */
final class Connector implements DataSource {

    private static final int MAX_TRIES = 10;
    private static final long PAUSE_MILLIS = 50;

    private final Driver driver = new Driver();
    private final String url;
    private final Properties properties = new Properties();
    private final Supplier<String> password;
    private final int loginSeconds;
    private final int readMillis;
    private final Preparation preparation;
    private final Runnable giveWay;

    /** What is done with each connection before it is used. */
    @FunctionalInterface
    interface Preparation {
        void opened(Connection connection) throws SQLException;
    }

    /**
     * @param connectSeconds until the server must have taken the connection
     * @param silentSeconds for which the server may be silent while it lets the connection in
     * @param readSeconds for which it may be silent afterwards
     * @param preparation of each connection
     * @param giveWay called when the server has no connection left, before another try: whoever of us can do without one
     *     lets it go; null when nobody does
     * @throws IllegalArgumentException when the URL is none of PostgreSQL's
     */
    Connector(
            DatabaseOptions options,
            int connectSeconds,
            int silentSeconds,
            int readSeconds,
            Preparation preparation,
            Runnable giveWay) {
        if (!driver.acceptsURL(options.url())) {
            throw new IllegalArgumentException("database url: " + options.url().replaceFirst("\\?.*", "?…")
                    + " (expected: jdbc:postgresql://host:port/database)");
        }
        url = options.url();
        loginSeconds = connectSeconds + silentSeconds;
        this.preparation = preparation;
        this.giveWay = giveWay;
        readMillis = (int) TimeUnit.SECONDS.toMillis(readSeconds);
        password = options.password();
        set(properties, PGProperty.USER, options.user());
        set(properties, PGProperty.APPLICATION_NAME, "chat-analytics");
        set(properties, PGProperty.TCP_KEEP_ALIVE, "true");
        // The server's details quote rows, and what people wrote to a chatbot does not belong in a log.
        set(properties, PGProperty.LOG_SERVER_ERROR_DETAIL, "false");
        set(properties, PGProperty.LOGIN_TIMEOUT, "0");
        // A statement prepared by name stays in the session, which behind a pooler of transactions is not ours.
        set(properties, PGProperty.PREPARE_THRESHOLD, "0");
        set(properties, PGProperty.CONNECT_TIMEOUT, Integer.toString(connectSeconds));
        set(properties, PGProperty.SOCKET_TIMEOUT, Integer.toString(silentSeconds));
    }

    private static void set(Properties properties, PGProperty property, String value) {
        if (value != null) {
            properties.setProperty(property.getName(), value);
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = openOrWait();
        try {
            preparation.opened(connection);
            connection.setNetworkTimeout(Runnable::run, readMillis);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private Connection openOrWait() throws SQLException {
        for (int tries = 1; ; tries++) {
            try {
                return driver.connect(url, withPassword());
            } catch (SQLException e) {
                if (giveWay == null || !SqlStates.isFull(e) || tries == MAX_TRIES) {
                    throw e;
                }
                giveWay.run();
                pause(e);
            }
        }
    }

    /** For the server to notice that another connection is closed. */
    private static void pause(SQLException reason) throws SQLException {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw reason;
        }
    }

    private Properties withPassword() {
        Properties all = new Properties();
        all.putAll(properties);
        set(all, PGProperty.PASSWORD, password == null ? null : password.get());
        return all;
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("one user only");
    }

    @Override
    public PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {}

    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public int getLoginTimeout() {
        return loginSeconds;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("the driver logs through java.util.logging");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("not a wrapper for " + type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
