package dev.chatanalytics.engine;

import static org.awaitility.Awaitility.await;

import dev.chatanalytics.engine.port.NlpClient;
import dev.chatanalytics.engine.port.NlpFailure;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** An NLP API that answers when the test says so. Thread-safe. */
public final class ScriptedNlpClient implements NlpClient {

    public static final byte[] ANSWER =
            "{\"language\":\"en\",\"sentiment\":\"positive\",\"score\":0.5}".getBytes(StandardCharsets.UTF_8);

    /** One call that waits for the test. */
    public record Pending(String text, Callback callback) {
        public void answer() {
            callback.answered(ANSWER);
        }

        public void fail(NlpFailure.Reason reason) {
            callback.failed(NlpFailure.of(reason));
        }
    }

    /** Calls that nobody has answered yet. */
    public final Queue<Pending> pending = new ConcurrentLinkedQueue<>();

    private volatile boolean answersAtOnce;

    /** The next of them, when it comes. */
    public Pending nextCall() {
        await("a call to the API").until(() -> !pending.isEmpty());
        return pending.poll();
    }

    /** From now on every call is answered inside {@link #analyze}. */
    public ScriptedNlpClient answerAtOnce() {
        answersAtOnce = true;
        return this;
    }

    @Override
    public void analyze(String text, Callback callback) {
        if (answersAtOnce) {
            callback.answered(ANSWER);
        } else {
            pending.add(new Pending(text, callback));
        }
    }
}
