package dev.chatanalytics.ops.verify.traffic;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * The messages of a run, by number. Immutable and thread-safe; each call draws anew from the run's seed and the number,
 * and takes a few microseconds.
 */
public final class Traffic {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final int INVALID_ONE_IN = 100;
    private static final int REPEAT_ONE_IN = 50;
    private static final int NO_USER_ONE_IN = 10;
    private static final int LATE_ONE_IN = 50;
    private static final long WEEK_MICROS = TimeUnit.DAYS.toMicros(7);

    private final Run run;
    private final boolean late;

    /** When a message is sent a second time although the first was answered well, as a confused chatbot would. */
    public enum Repeat {
        NEVER,
        /** Both at the same time, over two connections. */
        AT_ONCE,
        /** The second when the first has been answered 202. */
        AFTERWARDS
    }

    public Traffic(Run run) {
        this(run, false);
    }

    private Traffic(Run run, boolean late) {
        this.run = run;
        this.late = late;
    }

    /** The same, but that one message in 50 is a week late, for a service that takes such as are older than a week. */
    public static Traffic withLateOnes(Run run) {
        return new Traffic(run, true);
    }

    /** The run that this is the traffic of. */
    public Run run() {
        return run;
    }

    /** Whether this one is deliberately no message, so that only 400 is a right answer. */
    public boolean isInvalid(int number) {
        return fate(number) % INVALID_ONE_IN == 0;
    }

    /** Whether and when it is sent twice. */
    public Repeat repeat(int number) {
        long fate = fate(number) / INVALID_ONE_IN % REPEAT_ONE_IN;
        return fate == 0 ? Repeat.AT_ONCE : fate == 1 ? Repeat.AFTERWARDS : Repeat.NEVER;
    }

    /** Whether its {@code timestamp} lies in the week before. */
    boolean isLate(int number) {
        return late && fate(number) / INVALID_ONE_IN / REPEAT_ONE_IN % LATE_ONE_IN == 0;
    }

    /** Which bot sends this valid message, by its index. */
    public int bot(int number) {
        return bot(random(number));
    }

    /** What the row of this valid message must say. @param size in which it was sent */
    public Payload payload(int number, Size size) {
        SplittableRandom random = random(number);
        String bot = run.bot(bot(random));
        String user = random.nextInt(NO_USER_ONE_IN) == 0 ? null : "user-" + random.nextInt(1_000) + "-é🙂";
        long sentAt = run.sentAtMicros(number) - (isLate(number) ? WEEK_MICROS : 0);
        return new Payload(run.id(number), bot, user, Texts.draw(number, size, random), sentAt);
    }

    /** What is posted: always the same bytes for the same number and size. What is no message has no size. */
    public byte[] body(int number, Size size) {
        if (isInvalid(number)) {
            int way = (int) (fate(number) >>> 40);
            return Invalid.of(way).body(run.id(number), run.bot(number % run.bots()));
        }
        return Bodies.of(payload(number, size), fate(number));
    }

    /** The first that is drawn for a message. */
    private int bot(SplittableRandom random) {
        return random.nextInt(run.bots());
    }

    private SplittableRandom random(int number) {
        return new SplittableRandom(mixed(number));
    }

    /** Not negative; independent of what {@link #payload} draws. */
    private long fate(int number) {
        return new SplittableRandom(~mixed(number)).nextLong() >>> 1;
    }

    private long mixed(int number) {
        return run.seed() * GOLDEN ^ number * (GOLDEN >>> 7 | 1);
    }
}
