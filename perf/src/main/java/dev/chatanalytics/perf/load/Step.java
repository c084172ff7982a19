package dev.chatanalytics.perf.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * Keeps several generators in step: each begins, and ends its connections, at the word of whoever started them, which is a
 * line on standard input. Used by one thread.
 */
public final class Step {

    /** Said with all connections open. */
    public static final String READY = "READY: begins at a line on standard input";

    /** Said with the report written and all connections still open. */
    public static final String DONE = "DONE: closes its connections at a line on standard input";

    private final BufferedReader word;
    private final Progress progress;

    /** @param in where the word comes from, or null to wait for none */
    Step(InputStream in, Progress progress) {
        word = in == null ? null : new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        this.progress = progress;
    }

    /** @throws IOException when whoever was to give the word has gone */
    void begin() throws IOException {
        if (word != null) {
            progress.say(READY);
            if (word.readLine() == null) {
                throw new IOException("standard input ended before the word to begin came");
            }
        }
    }

    /** That nobody is there any more is a word too. */
    void end() throws IOException {
        if (word != null) {
            progress.say(DONE);
            word.readLine();
        }
    }
}
