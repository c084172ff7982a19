package dev.chatanalytics.engine;

/** Where an engine is in its life; it only ever moves down this list. */
public enum EngineState {
    /** Takes messages. */
    RUNNING,
    /** Takes none, and finishes those it has. */
    DRAINING,
    /** A stage met a fault that it could not handle: takes none, also when it was draining. The owner ends the process. */
    FAILED,
    /** Its threads have ended. */
    CLOSED
}
