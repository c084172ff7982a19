package dev.chatanalytics.perf.compare;

import java.io.IOException;
import java.sql.SQLException;

/** One of those that are compared. Used by one thread. */
public interface Contender {

    /** What tells it from the others, in a word or two. */
    String name();

    /** Does its work once, warmed up, and tells what that took. */
    Turn turn() throws IOException, SQLException, InterruptedException;
}
