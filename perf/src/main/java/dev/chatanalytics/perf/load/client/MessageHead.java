package dev.chatanalytics.perf.load.client;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.util.Locale;

/**
 * The start of a message's JSON, always of one length, with the parts that change patched in place. Used by one thread.
 *
 * <p>The id is the run's, a dash and the message's number in ten digits, so each message can be found again.
 */
public final class MessageHead {

    /** How long a run's id is. */
    static final int RUN_ID_LENGTH = 8;

    private static final String BEFORE_ID = "{\"message_id\":\"";
    private static final String BEFORE_BOT = "\",\"bot_id\":\"bot-";
    private static final String BEFORE_TIME = "\",\"timestamp\":\"";
    private static final int NUMBER_DIGITS = 10;
    private static final int BOT_DIGITS = 6;
    private static final int TIME_LENGTH = "2026-11-23T08:00:00.123456Z".length();
    private static final int NUMBER_END = BEFORE_ID.length() + RUN_ID_LENGTH + 1 + NUMBER_DIGITS;
    private static final int BOT_END = NUMBER_END + BEFORE_BOT.length() + BOT_DIGITS;
    private static final int TIME_START = BOT_END + BEFORE_TIME.length();

    /** How long a head is, whatever is patched in. */
    static final int LENGTH = TIME_START + TIME_LENGTH;

    /** How many bots there can be. */
    public static final int MAX_BOTS = 1_000_000;

    private static final DateTimeFormatter TO_THE_SECOND =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int FRACTION_END = LENGTH - 1;

    private final byte[] bytes;
    private final int bots;
    private long second = Long.MIN_VALUE;

    MessageHead(String runId, int bots) {
        this.bots = bots;
        bytes = (BEFORE_ID + runId + "-0000000000" + BEFORE_BOT + "000000" + BEFORE_TIME
                        + "0000-00-00T00:00:00.000000Z")
                .getBytes(US_ASCII);
    }

    /** Sets the {@code timestamp} of the messages that follow. */
    void stamp(Instant now) {
        if (now.getEpochSecond() != second) {
            second = now.getEpochSecond();
            byte[] text = TO_THE_SECOND.format(now).getBytes(US_ASCII);
            System.arraycopy(text, 0, bytes, TIME_START, text.length);
        }
        digits(now.get(ChronoField.MICRO_OF_SECOND), FRACTION_END, 6);
    }

    /** The head of this message, valid until the next call. */
    byte[] of(int message) {
        digits(message, NUMBER_END, NUMBER_DIGITS);
        digits(bot(message), BOT_END, BOT_DIGITS);
        return bytes;
    }

    /** Spreads the messages over the bots evenly but in no order (a Weyl sequence by the golden ratio). */
    private int bot(int message) {
        return (int) ((message * 0x9E3779B1L & 0xFFFFFFFFL) * bots >>> 32);
    }

    private void digits(int value, int end, int count) {
        int rest = value;
        for (int i = end - 1; i >= end - count; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
