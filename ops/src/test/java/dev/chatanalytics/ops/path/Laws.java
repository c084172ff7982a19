package dev.chatanalytics.ops.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * What holds whatever went wrong, once it is quiet:
 *
 * <ul>
 *   <li>{@code offered = accepted + refused}, and each offer was a request that was answered;
 *   <li>{@code accepted = stored + duplicate + rejected + throttled + withdrawn + dead-lettered + unacknowledged}, with
 *       nothing left in the ring;
 *   <li>every message that was answered 202 is in the table once, as it was sent, and none is there that was not sent.
 * </ul>
 */
final class Laws {

    private static final Duration QUIET_LIMIT = Duration.ofSeconds(60);

    private Laws() {}

    /** Waits until nothing is on its way, in the ring or on disk. */
    static void awaitQuiet(RunningService service) {
        await("an empty ring and no dead letters waiting").atMost(QUIET_LIMIT).until(() -> {
            Scrape scrape = service.scrape();
            return scrape.value("queue_depth") == 0 && scrape.value("dead_letters_pending") == 0;
        });
    }

    static void check(RunningService service, TestDatabase database, Chatbots bots) throws SQLException {
        awaitQuiet(service);
        checkCounts(service.scrape());
        checkTable(database, bots);
    }

    private static void checkCounts(Scrape scrape) {
        long ended = scrape.messages("stored")
                + scrape.messages("duplicate")
                + scrape.messages("rejected")
                + scrape.messages("throttled")
                + scrape.messages("withdrawn")
                + scrape.messages("dead_lettered")
                + scrape.messages("unacknowledged");
        assertThat(ended).as("every accepted message came to one end").isEqualTo(scrape.messages("accepted"));
    }

    private static void checkTable(TestDatabase database, Chatbots bots) throws SQLException {
        Map<String, String> stored = new HashMap<>();
        try (Connection connection = DriverManager.getConnection(database.url());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT message_id, text FROM messages")) {
            while (rows.next()) {
                assertThat(stored.put(rows.getString(1), rows.getString(2)))
                        .as("rows with id %s besides the first", rows.getString(1))
                        .isNull();
            }
        }
        assertThat(stored).containsAllEntriesOf(bots.accepted);
        // A message without an answer may be stored: its sender would have sent it again.
        assertThat(stored.keySet()).allMatch(id -> bots.accepted.containsKey(id) || mayBeStored(bots, id));
    }

    private static boolean mayBeStored(Chatbots bots, String id) {
        Integer status = bots.refused.get(id);
        return status != null && (status == 0 || status == 503);
    }
}
