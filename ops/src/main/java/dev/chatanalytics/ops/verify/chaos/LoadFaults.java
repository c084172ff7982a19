package dev.chatanalytics.ops.verify.chaos;

import dev.chatanalytics.ops.verify.load.Conduct;
import java.time.Duration;
import java.util.Random;

/** What the chatbots do that hurts. For one thread at a time. */
final class LoadFaults {

    private static final int RAREST = 4;

    private final Conduct conduct;
    private final DatabaseFaults database;
    private final NlpFaults nlp;

    LoadFaults(Conduct conduct, DatabaseFaults database, NlpFaults nlp) {
        this.conduct = conduct;
        this.database = database;
        this.nlp = nlp;
    }

    /** While they cannot go on, so that they gather. */
    String sendLargest(Duration length, Pause pause, Random random) throws InterruptedException {
        int oneIn = 1 + random.nextInt(RAREST);
        conduct.sendLargest(oneIn);
        try {
            String meanwhile = random.nextBoolean()
                    ? database.swallow(length, pause)
                    : nlp.behave(NlpFaults.slow(random), length, pause);
            return "one in " + oneIn + " of the largest size; " + meanwhile;
        } finally {
            conduct.sendLargest(0);
        }
    }

    String repeat(Duration length, Pause pause) throws InterruptedException {
        conduct.repeat(true);
        try {
            pause.over(length);
        } finally {
            conduct.repeat(false);
        }
        return "";
    }
}
