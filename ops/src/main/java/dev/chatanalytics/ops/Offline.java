package dev.chatanalytics.ops;

import dev.chatanalytics.engine.port.StoreException;
import dev.chatanalytics.engine.runtime.TimerWheel;
import dev.chatanalytics.persistence.copy.CopyMessageStore;
import dev.chatanalytics.persistence.database.Database;
import dev.chatanalytics.persistence.database.DatabaseOptions;
import dev.chatanalytics.persistence.database.MessageReader;
import dev.chatanalytics.persistence.deadletter.DeadLetterFiles;
import dev.chatanalytics.persistence.deadletter.DeadLetterOptions;
import java.io.IOException;
import java.sql.SQLException;

/** The little wirings of commands that work on the database without a service. Stateless. */
public final class Offline {

    private Offline() {}

    /** Something to do with the rows that are there. */
    @FunctionalInterface
    public interface Reading {
        void with(MessageReader reader) throws SQLException, InterruptedException;
    }

    /** Reads rows: of one bot, or of all when that is null. */
    public static void read(DatabaseOptions options, String botId, Reading reading)
            throws SQLException, InterruptedException {
        try (TimerWheel timers = new TimerWheel("timers");
                Database database = new Database(options, timers);
                MessageReader reader = new MessageReader(database, botId)) {
            reading.with(reader);
        }
    }

    /**
     * Stores dead letters on the caller's thread.
     *
     * @param file one file, or all that wait when null
     */
    public static DeadLetterFiles.Replayed replay(DatabaseOptions options, DeadLetterOptions deadLetters, String file)
            throws IOException, StoreException {
        try (TimerWheel timers = new TimerWheel("timers");
                Database database = Database.patient(options, timers)) {
            return new DeadLetterFiles(deadLetters).replay(file, new CopyMessageStore(database));
        }
    }
}
