package dev.chatanalytics.ops.sandbox;

import dev.chatanalytics.engine.port.NlpClient;
import dev.chatanalytics.engine.port.NlpFailure;
import dev.chatanalytics.engine.runtime.TimerWheel;
import dev.chatanalytics.transport.http.EventLoops;
import dev.chatanalytics.transport.nlp.HttpNlpClient;
import dev.chatanalytics.transport.nlp.HttpNlpClientOptions;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Calls to a sandbox that is thrown away, so that Java has compiled what a call goes through. The first calls to a cold
 * sandbox take 100 to 200 ms more than it was asked for, enough to time out: a load run would measure that.
 */
public final class SandboxRehearsal {

    private static final int MAX_ANSWER_BYTES = 16 << 10;
    private static final int CALLS = 20_000;
    private static final int AT_ONCE = 250;
    private static final Duration LATENCY = Duration.ofMillis(5);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String TEXT = "Where is my order? Schöne Grüße";

    private SandboxRehearsal() {}

    /**
     * Blocks for the second or two that it takes.
     *
     * @param options of the sandbox that is to be warm; its address is not used
     */
    public static void run(SandboxOptions options) throws IOException, InterruptedException {
        SandboxBehaviour quick = SandboxBehaviour.DEFAULT.withLatency(LATENCY);
        try (EventLoops loops = EventLoops.start(1, "rehearsal");
                TimerWheel timer = new TimerWheel("rehearsal-timer");
                NlpSandbox sandbox = NlpSandbox.start(options.on("127.0.0.1", 0).with(quick));
                HttpNlpClient client = HttpNlpClient.start(
                        loops,
                        timer,
                        new HttpNlpClientOptions(URI.create(sandbox.url()), AT_ONCE, PATIENCE, MAX_ANSWER_BYTES))) {
            Semaphore free = new Semaphore(AT_ONCE);
            for (int i = 0; i < CALLS; i++) {
                free.acquire();
                client.analyze(TEXT, new Ended(free, new AtomicBoolean()));
            }
            free.acquire(AT_ONCE); // each call ends, if only by its time-out
        }
    }

    /** Whatever became of it first; an answer may follow a time-out. */
    private record Ended(Semaphore free, AtomicBoolean told) implements NlpClient.Callback {

        @Override
        public void answered(byte[] body) {
            release();
        }

        @Override
        public void failed(NlpFailure failure) {
            release();
        }

        private void release() {
            if (told.compareAndSet(false, true)) {
                free.release();
            }
        }
    }
}
