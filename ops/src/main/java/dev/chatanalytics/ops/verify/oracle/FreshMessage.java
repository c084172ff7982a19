package dev.chatanalytics.ops.verify.oracle;

import dev.chatanalytics.ops.verify.load.Target;
import dev.chatanalytics.ops.verify.traffic.Payload;
import dev.chatanalytics.ops.verify.traffic.Run;
import dev.chatanalytics.transport.http.Json;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;

/**
 * One message more, after everything, which must go all the way by itself. For one thread: {@link #look} until it says
 * yes or {@link #isLate}.
 */
public final class FreshMessage {

    private static final int TIMEOUT_MILLIS = 5_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int ACCEPTED = 202;

    private final URI target;
    private final MessagesTable table;
    private final Payload message;
    private final long began = System.nanoTime();
    private boolean accepted;
    private String problem = "not tried";

    public FreshMessage(Target target, MessagesTable table, Run run) {
        this.target = target.uri();
        this.table = table;
        this.message = new Payload(run.name() + "-fresh", run.bot(0), null, "a fresh message", 0);
    }

    /** Sends it, unless it was accepted before, and looks whether it has arrived. */
    public boolean look() {
        try {
            accepted = accepted || post() == ACCEPTED;
            boolean there = accepted && table.has(message);
            problem = accepted ? "answered 202, and not in the table" : problem;
            return there;
        } catch (IOException | SQLException e) {
            problem = String.valueOf(e.getMessage());
            return false;
        }
    }

    /** Whether it had time enough. */
    public boolean isLate() {
        return System.nanoTime() - began > PATIENCE.toNanos();
    }

    /** Why it is not there. */
    public String problem() {
        return message.messageId() + ": " + problem;
    }

    private int post() throws IOException {
        HttpURLConnection connection = (HttpURLConnection) target.toURL().openConnection();
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        connection.setRequestProperty("Content-Type", "application/json");
        connection.setDoOutput(true);
        String json = "{\"message_id\":" + Json.quote(message.messageId()) + ",\"bot_id\":"
                + Json.quote(message.botId()) + ",\"text\":" + Json.quote(message.text()) + "}";
        connection.getOutputStream().write(json.getBytes(StandardCharsets.UTF_8));
        problem = "answered " + connection.getResponseCode();
        return connection.getResponseCode();
    }
}
