package dev.chatanalytics.engine.admission;

import dev.chatanalytics.engine.message.Message;
import dev.chatanalytics.engine.message.NlpAnalysis;

/**
 * About how many bytes of heap things hold, for {@link ByteBudget}: 16 bytes for an object, 24 more for the one inside a
 * string, and two for a character, since one that is not Latin makes all of its string wide. Stateless.
 */
public final class Prices {

    /** An array's own, and what stands around a body until it is answered: head of the request, exchange, receipt. */
    private static final int BODY = 2_048;

    /** A message with its four strings. */
    private static final int MESSAGE = 256;

    /** An analysis with its three strings. */
    private static final int ANALYSIS = 192;

    private static final int CHAR = 2;

    private Prices() {}

    /** A body of so many bytes that waits to be read. */
    public static long ofBody(int length) {
        return BODY + (long) length;
    }

    /** A message that was read. */
    public static long of(Message message) {
        return MESSAGE
                + (long) CHAR
                        * (length(message.messageId())
                                + length(message.botId())
                                + length(message.userId())
                                + length(message.text()));
    }

    /** What the NLP API said of one message. */
    public static long of(NlpAnalysis analysis) {
        return analysis.json() == null
                ? 0
                : ANALYSIS
                        + (long) CHAR
                                * (length(analysis.json())
                                        + length(analysis.language())
                                        + length(analysis.sentiment()));
    }

    private static int length(String value) {
        return value == null ? 0 : value.length();
    }
}
