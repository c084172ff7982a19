package dev.chatanalytics.persistence.database;

import dev.chatanalytics.persistence.disk.DurableFiles;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that says which database a directory has served, and with which schema: when that database is away at a start,
 * it is known to have been the right one. No user, password or parameter stands in it.
 *
 * <pre>
 *   chat-analytics served 1
 *   database db.internal:5432/chat
 *   schema 1
 * </pre>
 *
 * <p>The file counts only when it is to the byte what would be written now, so anything else is no mark: another host,
 * port or name of the database, another schema, another format, damage. Used by one thread at a time.
 */
public final class ServedMark {

    private static final Logger LOG = LoggerFactory.getLogger(ServedMark.class);
    private static final String NAME = "served";

    private final Path path;
    private final byte[] expected;

    /** @param dir that one process at a time works in; made by whoever works there */
    public ServedMark(Path dir, DatabaseOptions options) {
        path = dir.resolve(NAME);
        expected = ("chat-analytics served 1\ndatabase " + address(options) + "\nschema " + Database.schemaVersion()
                        + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Whether the directory has served this database with this schema. A file that cannot be read is logged, and a no. */
    public boolean isThere() {
        try {
            return Files.exists(path)
                    && Files.size(path) == expected.length
                    && Arrays.equals(Files.readAllBytes(path), expected);
        } catch (IOException | RuntimeException e) {
            LOG.warn(
                    "{}: cannot be read, so this counts as a directory that has served no database: {}",
                    path,
                    e.toString());
            return false;
        }
    }

    /** Has the file say so, durably. When that fails it is logged: the next start then knows nothing of it. */
    public void put() {
        if (isThere()) {
            return;
        }
        try {
            DurableFiles.replace(path, expected);
        } catch (IOException | RuntimeException e) {
            LOG.warn(
                    "{}: cannot be written, so a start without the database will not be ready before it answers: {}",
                    path,
                    e.toString());
        }
    }

    /** {@code host:port/database}, or several hosts and ports with commas between. */
    static String address(DatabaseOptions options) {
        Properties parsed = Driver.parseURL(options.url(), new Properties());
        if (parsed == null) {
            throw new IllegalArgumentException("database url: none of PostgreSQL's");
        }
        String[] hosts = PGProperty.PG_HOST.getOrDefault(parsed).split(",");
        String[] ports = PGProperty.PG_PORT.getOrDefault(parsed).split(",");
        StringBuilder address = new StringBuilder();
        for (int i = 0; i < hosts.length; i++) {
            address.append(i == 0 ? "" : ",")
                    .append(withoutUser(hosts[i]).toLowerCase(Locale.ROOT))
                    .append(':')
                    .append(ports[Math.min(i, ports.length - 1)]);
        }
        // The driver takes the user's name for that of the database when the URL has none.
        String user = PGProperty.USER.getOrDefault(parsed);
        String database = PGProperty.PG_DBNAME.getOrDefault(parsed);
        String name = database != null ? database : options.user() != null ? options.user() : String.valueOf(user);
        return address + "/" + URLEncoder.encode(name, StandardCharsets.UTF_8);
    }

    /** Nothing of PostgreSQL's driver understands a user before the host, and it must not get on the disk all the same. */
    private static String withoutUser(String host) {
        return host.substring(host.lastIndexOf('@') + 1);
    }
}
