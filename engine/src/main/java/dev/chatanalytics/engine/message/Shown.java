package dev.chatanalytics.engine.message;

/** Text from outside, made fit for a line that a person reads. Stateless. */
final class Shown {

    private static final int LONGEST = 64;

    private Shown() {}

    /** At most about 64 characters, never half a surrogate pair. */
    static String shorten(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return text.substring(0, end) + "…";
    }
}
