package dev.chatanalytics.ops.config;

/**
 * What one source says about one key. Immutable.
 *
 * @param key such as {@code ring.reject-below}
 * @param value as it was written, or null when it says that nothing is given
 * @param origin where an operator finds it: {@code file:line}, {@code env NAME} or {@code default}
 */
record Setting(String key, String value, String origin) {

    /** What to print: the value without its secret parts. */
    String shown() {
        return Secrets.mask(key, value);
    }
}
