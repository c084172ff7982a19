package dev.chatanalytics.ops.verify.oracle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The breaches found, counted, with some of each to look into. Thread-safe. */
public final class Findings {

    /** So many of each breach are named. */
    public static final int EXAMPLES = 20;

    private final Map<Breach, Long> counts = new EnumMap<>(Breach.class);
    private final Map<Breach, List<String>> examples = new EnumMap<>(Breach.class);

    /** @param what usually the message's id, and what is wrong with it */
    public synchronized void add(Breach breach, String what) {
        counts.merge(breach, 1L, Long::sum);
        List<String> some = examples.computeIfAbsent(breach, b -> new ArrayList<>());
        if (some.size() < EXAMPLES) {
            some.add(what);
        }
    }

    /** Whether every promise held. */
    public synchronized boolean none() {
        return counts.isEmpty();
    }

    public synchronized long count(Breach breach) {
        return counts.getOrDefault(breach, 0L);
    }

    /** Those of this breach that are named. */
    public synchronized List<String> examples(Breach breach) {
        return List.copyOf(examples.getOrDefault(breach, Collections.emptyList()));
    }
}
