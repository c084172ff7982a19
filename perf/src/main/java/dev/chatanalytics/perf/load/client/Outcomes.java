package dev.chatanalytics.perf.load.client;

/**
 * What became of each message of a run, by its number: the obligations that the table is checked against.
 *
 * <p>Each message is set by the one thread that sends it; read it after those threads have ended their run.
 */
public final class Outcomes {

    /** What the sender knows of a message. */
    public enum Outcome {
        /** Never sent. */
        UNSENT,
        /** Sent, and not answered by the end of the run. */
        UNANSWERED,
        /** Answered 202: it must be in the table. */
        ACKNOWLEDGED,
        /** Answered with another status: whether it is in the table is open for a 503, else it is not there. */
        REFUSED,
        /** The connection ended before the answer came. */
        LOST
    }

    private static final Outcome[] VALUES = Outcome.values();

    private final byte[] outcomes;

    /** @param messages numbered from 0, all unsent */
    public Outcomes(int messages) {
        outcomes = new byte[messages];
    }

    void set(int message, Outcome outcome) {
        outcomes[message] = (byte) outcome.ordinal();
    }

    /** What became of this message. */
    public Outcome get(int message) {
        return VALUES[outcomes[message]];
    }

    /** How many messages the run has. */
    public int size() {
        return outcomes.length;
    }

    /** How many messages had this outcome. */
    public int count(Outcome outcome) {
        int n = 0;
        for (byte o : outcomes) {
            if (o == outcome.ordinal()) {
                n++;
            }
        }
        return n;
    }
}
