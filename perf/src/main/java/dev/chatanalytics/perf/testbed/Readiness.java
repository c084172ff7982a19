package dev.chatanalytics.perf.testbed;

import dev.chatanalytics.perf.load.client.Pause;
import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;

/** Waiting for a program that was just started. */
public final class Readiness {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Short, since the load of a cold start begins at the first yes. */
    private static final long POLL_MILLIS = 10;

    private static final int TIMEOUT_MILLIS = 1000;

    private Readiness() {}

    /**
     * Returns once the address answers 200.
     *
     * @throws IOException when the process has ended, or two minutes have passed
     */
    public static void await(URI uri, ChildProcess process) throws IOException {
        long patience = System.nanoTime() + PATIENCE.toNanos();
        while (!answers200(uri)) {
            process.check();
            if (System.nanoTime() > patience) {
                throw new IOException(uri + " did not answer 200 within " + PATIENCE.toSeconds() + " s");
            }
            Pause.millis(POLL_MILLIS);
        }
    }

    private static boolean answers200(URI uri) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        try {
            return connection.getResponseCode() == 200;
        } catch (ConnectException | SocketTimeoutException e) {
            return false; // not yet
        } finally {
            connection.disconnect();
        }
    }
}
