package dev.chatanalytics.ops.verify.traffic;

import java.time.Instant;

/** One run: with it, and a message's number, the whole message can be made again. Immutable. */
public final class Run {

    private static final int NUMBER_DIGITS = 10;
    private static final int RADIX = 36;

    private final long seed;
    private final long startMicros;
    private final int rate;
    private final int bots;
    private final String name; // asked for with every message

    /**
     * A run.
     *
     * @param seed of all that looks random
     * @param startMicros when it began, in microseconds since 1970-01-01T00:00:00Z; tells two runs of one seed apart
     * @param rate messages a second that are meant to be sent
     * @param bots chatbots that send them
     * @throws IllegalArgumentException when a number is out of its range
     */
    public Run(long seed, long startMicros, int rate, int bots) {
        this.seed = check("seed", seed, 0, Long.MAX_VALUE);
        this.startMicros = startMicros;
        this.rate = (int) check("rate", rate, 1, 100_000);
        this.bots = (int) check("bots", bots, 1, 1_000_000);
        name = Long.toString(seed, RADIX) + "-" + Long.toString(startMicros, RADIX);
    }

    /** A run that begins now. */
    public static Run now(long seed, int rate, int bots) {
        Instant now = Instant.now();
        return new Run(seed, now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000, rate, bots);
    }

    /** In every id of the run, and in no other run's. */
    public String name() {
        return name;
    }

    public long seed() {
        return seed;
    }

    public long startMicros() {
        return startMicros;
    }

    public int rate() {
        return rate;
    }

    public int bots() {
        return bots;
    }

    /** With what each bot's id begins, and the ids of no other run's bots do. */
    public String botPrefix() {
        return "verify-" + name() + "-";
    }

    /** The id of a bot, by its index. */
    public String bot(int index) {
        return botPrefix() + index;
    }

    /** The {@code message_id} of the message with this number. */
    public String id(int number) {
        String digits = Integer.toString(number);
        return name() + "-" + "0".repeat(NUMBER_DIGITS - digits.length()) + digits;
    }

    /** The number of the message with this id, or -1 when this run has no such id. */
    public int number(String id) {
        int at = name.length() + 1;
        if (id.length() != at + NUMBER_DIGITS || !id.startsWith(name) || id.charAt(at - 1) != '-') {
            return -1;
        }
        long number = 0;
        for (int i = at; i < id.length(); i++) {
            int digit = id.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = 10 * number + digit;
        }
        return number > Integer.MAX_VALUE ? -1 : (int) number;
    }

    /** The {@code timestamp} of the message with this number: never ahead of the clock, for none is sent too early. */
    public long sentAtMicros(int number) {
        return startMicros + number * 1_000_000L / rate;
    }

    private static long check(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: " + least + " to " + most + ")");
        }
        return value;
    }
}
