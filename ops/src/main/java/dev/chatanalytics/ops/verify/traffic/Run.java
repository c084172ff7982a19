package dev.chatanalytics.ops.verify.traffic;

import java.time.Instant;

/**
 * One run: with it, and a message's number, the whole message can be made again. Immutable.
 *
 * @param seed of all that looks random
 * @param startMicros when it began, in microseconds since 1970-01-01T00:00:00Z; tells two runs of one seed apart
 * @param rate messages a second that are meant to be sent
 * @param bots chatbots that send them
 */
public record Run(long seed, long startMicros, int rate, int bots) {

    private static final int NUMBER_DIGITS = 10;
    private static final int RADIX = 36;

    /** @throws IllegalArgumentException when a number is out of its range */
    public Run {
        check("seed", seed, 0, Long.MAX_VALUE);
        check("rate", rate, 1, 100_000);
        check("bots", bots, 1, 1_000_000);
    }

    /** A run that begins now. */
    public static Run now(long seed, int rate, int bots) {
        Instant now = Instant.now();
        return new Run(seed, now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000, rate, bots);
    }

    /** In every id of the run, and in no other run's. */
    public String name() {
        return Long.toString(seed, RADIX) + "-" + Long.toString(startMicros, RADIX);
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
        int at = name().length() + 1;
        if (id.length() != at + NUMBER_DIGITS || !id.startsWith(name() + "-")) {
            return -1;
        }
        String digits = id.substring(at);
        if (!digits.matches("\\d+") || Long.parseLong(digits) > Integer.MAX_VALUE) {
            return -1;
        }
        return Integer.parseInt(digits);
    }

    /** The {@code timestamp} of the message with this number: never ahead of the clock, for none is sent too early. */
    public long sentAtMicros(int number) {
        return startMicros + number * 1_000_000L / rate;
    }

    private static void check(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: " + least + " to " + most + ")");
        }
    }
}
