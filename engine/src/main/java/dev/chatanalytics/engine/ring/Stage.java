package dev.chatanalytics.engine.ring;

/** What is done with each slot at one step of the way. Called on one thread, in the ring's order. */
interface Stage {

    /** For operators, such as {@code validate}. */
    String name();

    /**
     * @return false when it cannot be done now: the same slot is then given again later, and none after it
     * @throws Exception never, by contract; one is a bug, and its slot is passed over
     */
    boolean handle(MessageSlot slot, long sequence) throws Exception;

    /** Called when this turn's last slot has been handled, at least one. */
    default void endOfTurn() {}

    /** Called when somebody else has something for this stage, and now and then, between turns. */
    default void idle() {}
}
