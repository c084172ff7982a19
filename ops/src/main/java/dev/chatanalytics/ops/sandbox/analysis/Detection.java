package dev.chatanalytics.ops.sandbox.analysis;

/**
 * Which language a text is in. Immutable.
 *
 * @param language ISO 639-1 code, or {@code und} when it could not be told
 * @param confidence 0 to 1, of this language or of the best guess behind {@code und}
 */
public record Detection(String language, double confidence) {

    /** "Undetermined", as ISO 639-2 writes it. */
    public static final String UNDETERMINED = "und";

    static Detection undetermined(double confidence) {
        return new Detection(UNDETERMINED, confidence);
    }
}
