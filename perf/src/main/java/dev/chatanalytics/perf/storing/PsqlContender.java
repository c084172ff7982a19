package dev.chatanalytics.perf.storing;

import dev.chatanalytics.perf.compare.Contender;
import dev.chatanalytics.perf.compare.Turn;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

/**
 * All rows by {@code \copy} from a file in one format, over one connection. Used by one thread.
 *
 * @param format {@code text} or {@code binary}
 */
record PsqlContender(Psql psql, String format, Path file, int rows, MessagesTable table) implements Contender {

    /** Writes the rows that the table has now, so many, into the file. */
    static PsqlContender export(Psql psql, String format, Path directory, int rows, MessagesTable table)
            throws IOException, SQLException {
        Path file = directory.resolve("rows." + format);
        psql.run("\\copy (SELECT " + table.columns() + " FROM messages ORDER BY received_at) TO '" + file + "' (FORMAT "
                + format + ")");
        return new PsqlContender(psql, format, file, rows, table);
    }

    @Override
    public String name() {
        return "\\copy " + format;
    }

    @Override
    public Turn turn() throws IOException, SQLException, InterruptedException {
        String command = "\\copy messages (" + table.columns() + ") FROM '" + file + "' (FORMAT " + format + ")";
        return table.measured(rows, () -> psql.run(command));
    }
}
