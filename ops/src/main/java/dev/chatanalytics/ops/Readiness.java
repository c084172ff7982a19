package dev.chatanalytics.ops;

import dev.chatanalytics.ops.admin.Lifecycle;

/**
 * Says in the lifecycle what is still missing while the service starts, out of two things that come in either order: that
 * messages are taken, and that the database has answered. Thread-safe.
 *
 * <p>With a journal, messages that are taken wait on disk for the database. Whoever sends them is told to do so only when
 * this directory has served this database before: else the address may be wrong, and nobody would notice.
 */
final class Readiness {

    static final String NO_ANSWER = "the database has not answered since the start";
    static final String WAITING = NO_ANSWER + ": messages wait on disk";

    private final Lifecycle lifecycle;
    private final boolean served;
    private boolean answered;
    private boolean taking;

    /** @param served whether this directory has served this database before */
    Readiness(Lifecycle lifecycle, boolean served) {
        this.lifecycle = lifecycle;
        this.served = served;
    }

    /** Nothing else can be done before the database answers. */
    synchronized void waiting() {
        lifecycle.notReady("waiting for the database");
    }

    /** @param stuck whether neither the database nor the dead letters take what is recovered */
    synchronized void recovering(boolean stuck) {
        lifecycle.notReady("recovering what an earlier run had taken"
                + (answered ? "" : "; " + NO_ANSWER)
                + (stuck ? "; the dead letters take nothing, the log says why" : ""));
    }

    /**
     * The gate is open.
     *
     * @return whether the service is ready with that
     */
    synchronized boolean taking() {
        taking = true;
        show();
        return answered || served;
    }

    /** The database has answered, and is up to date. */
    synchronized void answered() {
        answered = true;
        show();
    }

    private void show() {
        if (!taking) {
            return; // whoever is at work says what is missing
        }
        if (answered) {
            lifecycle.ready();
        } else if (served) {
            lifecycle.readyBut(WAITING);
        } else {
            lifecycle.notReady(WAITING + ", and this directory has not served it before: is database.url right?");
        }
    }
}
