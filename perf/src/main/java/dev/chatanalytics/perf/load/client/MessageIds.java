package dev.chatanalytics.perf.load.client;

import java.util.concurrent.ThreadLocalRandom;

/** Message ids that are told apart from those of any other run, and lead back to the message's number. */
public final class MessageIds {

    private MessageIds() {}

    /** A new run's id: eight characters of 0–9 and a–z. */
    public static String newRunId() {
        long least = (long) Math.pow(36, MessageHead.RUN_ID_LENGTH - 1);
        return Long.toString(ThreadLocalRandom.current().nextLong(least, 36 * least), 36);
    }

    /**
     * The number of the message that has this id.
     *
     * @throws IllegalArgumentException when the id is not one of ours
     */
    public static int number(String messageId) {
        try {
            return Integer.parseInt(messageId, MessageHead.RUN_ID_LENGTH + 1, messageId.length(), 10);
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("message_id: " + messageId + " (expected: one made by a load run)", e);
        }
    }
}
