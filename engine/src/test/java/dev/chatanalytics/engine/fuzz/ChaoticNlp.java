package dev.chatanalytics.engine.fuzz;

import dev.chatanalytics.engine.ScriptedNlpClient;
import dev.chatanalytics.engine.port.NlpClient;
import dev.chatanalytics.engine.port.NlpFailure;
import dev.chatanalytics.engine.runtime.TimerWheel;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** An API that answers, fails, hangs, answers twice or throws, at once or later and so in any order. Thread-safe. */
final class ChaoticNlp implements NlpClient {

    private static final NlpFailure.Reason[] REASONS = NlpFailure.Reason.values();

    private final TimerWheel timer;
    private final SplittableRandom random;
    private final int faultPercent;

    ChaoticNlp(TimerWheel timer, SplittableRandom random) {
        this.timer = timer;
        this.random = random;
        faultPercent = random.nextInt(5) * 20;
    }

    @Override
    public void analyze(String text, Callback callback) {
        SplittableRandom own = split();
        int percent = own.nextInt(100);
        if (percent >= faultPercent) {
            soonOrLater(own, () -> callback.answered(ScriptedNlpClient.ANSWER));
            return;
        }
        switch (percent % 5) {
            case 0 -> soonOrLater(own, () -> callback.answered(new byte[] {'<'}));
            case 1 -> soonOrLater(own, () -> fail(own, callback));
            case 2 -> {
                soonOrLater(own, () -> fail(own, callback));
                soonOrLater(own, () -> callback.answered(ScriptedNlpClient.ANSWER));
            }
            case 3 -> throw new IllegalStateException("on purpose");
            default -> {} // never a word
        }
    }

    private void fail(SplittableRandom own, Callback callback) {
        callback.failed(new NlpFailure(REASONS[own.nextInt(REASONS.length)], own.nextInt(3)));
    }

    private void soonOrLater(SplittableRandom own, Runnable answer) {
        if (own.nextBoolean()) {
            answer.run();
        } else {
            timer.schedule(own.nextInt(25), TimeUnit.MILLISECONDS, answer);
        }
    }

    private synchronized SplittableRandom split() {
        return random.split();
    }
}
