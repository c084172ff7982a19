package dev.chatanalytics.persistence.database;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * Which PostgreSQL, and how patient to be with it. Values are taken as valid.
 *
 * @param url {@code jdbc:postgresql://…}
 * @param user may be null when the URL says it
 * @param password asked for each new connection, by several threads, since it may be changed meanwhile; may be null
 * @param poolSize connections for live messages at most, opened on demand
 * @param writeTimeout of one attempt to store a batch, waiting for a connection included
 */
public record DatabaseOptions(String url, String user, Supplier<String> password, int poolSize, Duration writeTimeout) {

    /** Without the password, which is in nobody's log, and which may also stand in the URL's parameters. */
    @Override
    public String toString() {
        return "DatabaseOptions[url=" + url.replaceFirst("\\?.*", "?…") + ", user=" + user + ", poolSize=" + poolSize
                + ", writeTimeout=" + writeTimeout + "]";
    }
}
