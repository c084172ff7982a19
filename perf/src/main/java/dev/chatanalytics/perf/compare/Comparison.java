package dev.chatanalytics.perf.compare;

import dev.chatanalytics.perf.promise.Promise;
import dev.chatanalytics.perf.promise.Spread;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How fast one contender is beside others, and whether that may be believed. Immutable.
 *
 * @param unit what is done, in the plural
 * @param subject the contender that is judged
 * @param references those that it is held against: the fastest of them counts
 * @param reach the ratio to reach, 1 being as fast
 * @param turns of each contender, by its name, the same number of each
 */
public record Comparison(
        String unit, String subject, List<String> references, double reach, Map<String, List<Turn>> turns) {

    /** Ratios that are further apart than this part of their median say nothing. */
    public static final double MAX_WIDTH = 0.2;

    /** How many a second. */
    public Spread rate(String contender) {
        return Spread.of(turns.get(contender).stream().mapToDouble(Turn::rate));
    }

    /** CPU time of one part, in microseconds each. */
    public Spread cpuMicros(String contender, String part) {
        return Spread.of(turns.get(contender).stream()
                .mapToDouble(turn -> turn.cpuSeconds().get(part) * 1e6 / turn.done()));
    }

    /** Whose CPU time is known. */
    public List<String> parts(String contender) {
        return List.copyOf(turns.get(contender).get(0).cpuSeconds().keySet());
    }

    /** The fastest of those that it is held against. */
    public String reference() {
        return references.stream()
                .max(Comparator.comparingDouble(name -> rate(name).median()))
                .orElseThrow();
    }

    /** How fast a contender is beside the reference in the same round. */
    public Spread ratio(String contender) {
        List<Turn> own = turns.get(contender);
        List<Turn> others = turns.get(reference());
        return Spread.of(IntStream.range(0, own.size())
                .mapToDouble(i -> own.get(i).rate() / others.get(i).rate()));
    }

    /** That the subject is as fast as it is to be. */
    public Promise promise() {
        String name = subject + ", % of " + reference();
        return Promise.atLeast(name, 100 * reach, 100 * ratio(subject).median());
    }

    /** Why the comparison may not be believed; empty when it may. */
    public List<String> doubts() {
        List<String> all = new ArrayList<>();
        turns.forEach((name, own) -> {
            for (int i = 0; i < own.size(); i++) {
                String where = name + ", round " + (i + 1) + ": ";
                own.get(i).doubts().forEach(doubt -> all.add(where + doubt));
            }
        });
        double width = ratio(subject).width();
        if (width > MAX_WIDTH) {
            all.add(String.format(
                    Locale.ROOT,
                    "the ratios of the rounds are %.0f %% apart (at most %.0f %%)",
                    100 * width,
                    100 * MAX_WIDTH));
        }
        return all;
    }
}
