package dev.chatanalytics.persistence.database;

import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of the partitions that were missing, each by its name. Those that are in neither map are there.
 *
 * @param made how many were made
 * @param impossible why it cannot be made before somebody has acted
 * @param failed what went wrong and may pass
 */
public record MadePartitions(int made, Map<String, String> impossible, Map<String, SQLException> failed) {

    static MadePartitions none() {
        return new MadePartitions(0, new TreeMap<>(), new TreeMap<>());
    }

    MadePartitions oneMore() {
        return new MadePartitions(made + 1, impossible, failed);
    }

    /** Whether all are there. */
    public boolean areAllThere() {
        return impossible.isEmpty() && failed.isEmpty();
    }
}
