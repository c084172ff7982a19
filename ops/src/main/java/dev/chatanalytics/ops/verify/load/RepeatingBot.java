package dev.chatanalytics.ops.verify.load;

import dev.chatanalytics.ops.verify.ledger.Ledger.Reason;
import dev.chatanalytics.ops.verify.traffic.Traffic;
import java.util.SplittableRandom;

/**
 * A bot that sends its messages again although they were answered 202, when its conduct says so: a fifth of all that the
 * load sends then. Used by the load's thread.
 */
final class RepeatingBot {

    private static final int INDEX = 0;
    private static final int ONE_IN = 5;
    private static final int REMEMBERED = 1_024;

    private final Traffic traffic;
    private final Conduct conduct;
    private final SplittableRandom random;
    private final int[] accepted = new int[REMEMBERED];
    private int remembered;
    private int turns;

    RepeatingBot(Traffic traffic, Conduct conduct) {
        this.traffic = traffic;
        this.conduct = conduct;
        random = new SplittableRandom(traffic.run().seed());
    }

    /** A message was answered 202 for the first time. The newest take the place of the oldest. */
    void accepted(int number) {
        if (!traffic.isInvalid(number) && traffic.bot(number) == INDEX) {
            accepted[remembered++ % REMEMBERED] = number;
        }
    }

    /** One to be sent again now, or null. To be asked before each request. */
    Request next() {
        if (!conduct.isRepeating() || remembered == 0 || ++turns % ONE_IN != 0) {
            return null;
        }
        int number = accepted[random.nextInt(Math.min(remembered, REMEMBERED))];
        return new Request(number, 0, Reason.REPEAT);
    }
}
