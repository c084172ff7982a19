package dev.chatanalytics.perf.storing;

/**
 * Which of the rows repeat an earlier one. Immutable.
 *
 * @param percent of the rows, 0 or more and below 100
 */
record Repeats(double percent) {

    /** @throws IllegalArgumentException when it is no number from 0 to below 100 */
    static Repeats of(String percent) {
        if (!percent.matches("[0-9]{1,2}(\\.[0-9]{1,3})?")) {
            throw new IllegalArgumentException(
                    "--duplicates: " + percent + " (expected: a percentage from 0 to below 100, such as 0.5)");
        }
        return new Repeats(Double.parseDouble(percent));
    }

    /** Whether the row at this place, counted from 0, does. */
    boolean isRepeat(int place) {
        return among(place + 1) > among(place);
    }

    /** How many of the first rows do. */
    int among(int rows) {
        return (int) (rows * percent / 100);
    }
}
