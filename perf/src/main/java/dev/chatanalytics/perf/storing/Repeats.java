package dev.chatanalytics.perf.storing;

/**
 * Which rows of a turn repeat an earlier one: none of the first tenth, and of the others evenly as many as make the
 * percentage of all. Those repeated are of the first twentieth, so that they have been stored long since: two writers that
 * bring the same row at once wait for each other, which is another matter. Immutable.
 *
 * @param percent of all rows, 0 to 90
 * @param rows of the turn
 */
record Repeats(double percent, int rows) {

    private static final int NONE_IN_THE_FIRST = 10;
    private static final int MOST_PERCENT = 90;
    private static final int STRIDE = 7_919; // a prime, so that neighbours repeat rows that are far apart

    /** @throws IllegalArgumentException when the text is no number from 0 to 90 */
    static Repeats of(String percent, int rows) {
        if (!percent.matches("[0-9]{1,2}(\\.[0-9]{1,3})?") || Double.parseDouble(percent) > MOST_PERCENT) {
            throw new IllegalArgumentException(
                    "--duplicates: " + percent + " (expected: a percentage from 0 to 90, such as 0.5)");
        }
        return new Repeats(Double.parseDouble(percent), rows);
    }

    /** Whether the row at this place, counted from 0, does. */
    boolean isRepeat(int place) {
        return amongFirst(place + 1) > amongFirst(place);
    }

    /** The place of the row that is repeated there. */
    int original(int place) {
        return (int) ((long) place * STRIDE % Math.max(1, without() / 2));
    }

    /** How many rows do. */
    int count() {
        return amongFirst(rows);
    }

    private int amongFirst(int places) {
        double share = rows * percent / 100 / (rows - without());
        return (int) Math.round(Math.max(0, places - without()) * share);
    }

    private int without() {
        return rows / NONE_IN_THE_FIRST;
    }
}
