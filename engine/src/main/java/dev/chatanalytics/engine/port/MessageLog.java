package dev.chatanalytics.engine.port;

import dev.chatanalytics.engine.message.Message;

/**
 * What makes an answer of 202 outlive the process. The acknowledge stage appends the valid messages of a turn, then commits
 * once; each entry is told when its message is durable, during the commit or later; the persist stage gives the entry's ticket
 * back when the message is safe elsewhere.
 *
 * <p>{@link #append}, {@link #commit}, {@link #withdraw} and {@link #idle} are called on the intake thread only,
 * {@link #release} on the persist thread only. Nothing here throws: what cannot be kept is told to its entry.
 */
public interface MessageLog {

    /** Keeps nothing: a 202 is a promise while the process lives. */
    MessageLog MEMORY = new MessageLog() {
        @Override
        public void append(Message message, Entry entry) {
            entry.durable(0, 0);
        }

        @Override
        public void commit() {}

        @Override
        public void release(long high, long low) {}

        @Override
        public void withdraw(long high, long low) {}

        @Override
        public boolean idle(boolean probe) {
            return probe; // and that took no time
        }
    };

    /** The engine's side of one appended message. Exactly one of the two is called, exactly once, on any thread. */
    interface Entry {

        /**
         * The message is durable.
         *
         * @param high first half of the ticket, which is given back by {@link #release} or {@link #withdraw}
         * @param low second half of it; what they mean is the log's own affair
         */
        void durable(long high, long low);

        /** The message is not durable, and will not be; there is no ticket. */
        void lost(Exception why);
    }

    /** Adds one message, whose entry is told at once, during a commit, or later. */
    void append(Message message, Entry entry);

    /** Makes all that was appended durable, or begins to. */
    void commit();

    /** The message of this ticket is safe elsewhere. In any order. */
    void release(long high, long low);

    /** The sender of this ticket's message was told that it was not taken: it is not to be recovered. {@link #release} does not follow. */
    void withdraw(long high, long low);

    /**
     * Called about twice a second, between turns, while there are no commits: for what a log has to note without a message to
     * come with it.
     *
     * @param probe whether to commit although there is nothing to note, since commits have been too slow and no message comes
     *     to show that they no longer are
     * @return whether it committed anything
     */
    boolean idle(boolean probe);
}
