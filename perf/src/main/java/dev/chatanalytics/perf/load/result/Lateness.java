package dev.chatanalytics.perf.load.result;

/**
 * How well the generator kept to its schedule, warm-up left out.
 *
 * @param sent measured messages that were sent
 * @param unsent messages that were never sent
 * @param lateSender sent more than 10 ms late because the generator itself was not running
 * @param lateConnection sent more than 10 ms late because no connection was free
 * @param p99 milliseconds from the intended to the actual send time
 * @param max the same
 */
public record Lateness(long sent, long unsent, long lateSender, long lateConnection, double p99, double max) {

    /** The part, 0 to 1, of the messages that were late or not sent at all. */
    public double rate() {
        long all = sent + unsent;
        return all == 0 ? 0 : (double) (lateSender + lateConnection + unsent) / all;
    }
}
