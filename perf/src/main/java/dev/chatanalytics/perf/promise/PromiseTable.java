package dev.chatanalytics.perf.promise;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Promise against measured, as a table for the terminal. */
public final class PromiseTable {

    /** Exit code of a run that is not to be believed. */
    public static final int INVALID = 3;

    /** Exit code of a run in which a promise was not kept. */
    public static final int NOT_KEPT = 5;

    private PromiseTable() {}

    /** The lines of the table, its head first. */
    public static List<String> lines(List<Promise> promises) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(Locale.ROOT, "%n%-52s %12s %12s", "promise", "reach", "measured"));
        for (Promise promise : promises) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%-52s %12s %12s  %s",
                    promise.name(),
                    promise.reach(),
                    promise.shown(),
                    verdict(promise)));
        }
        return lines;
    }

    /** In a word; none for a figure about which nothing is promised. */
    static String verdict(Promise promise) {
        if (promise.reach().equals(Promise.NOTHING)) {
            return "";
        }
        return promise.kept() ? "kept" : "NOT KEPT";
    }

    /** The exit code: what is not to be believed goes before what was not kept. */
    public static int exitCode(boolean valid, List<Promise> promises) {
        if (!valid) {
            return INVALID;
        }
        return promises.stream().allMatch(Promise::kept) ? 0 : NOT_KEPT;
    }
}
