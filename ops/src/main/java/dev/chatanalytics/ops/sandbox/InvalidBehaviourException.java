package dev.chatanalytics.ops.sandbox;

/** A behaviour that makes no sense. The message names the member, the value and what was expected. */
public final class InvalidBehaviourException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String member;

    /** @param member the name in JSON of what is wrong, or null when it is the whole */
    InvalidBehaviourException(String member, String value, String expected) {
        super((member == null ? "behaviour" : member) + ": " + value + " (expected: " + expected + ")");
        this.member = member;
    }

    /** The name in JSON of what is wrong, or null when it is the whole. */
    public String member() {
        return member;
    }
}
