package dev.chatanalytics.perf.load.client;

import dev.chatanalytics.perf.load.client.Outcomes.Outcome;

/** Outcomes as a run would leave them. */
public final class FilledOutcomes {

    private FilledOutcomes() {}

    /** The outcomes of messages 0, 1 and so on. */
    public static Outcomes of(Outcome... each) {
        Outcomes outcomes = new Outcomes(each.length);
        for (int i = 0; i < each.length; i++) {
            outcomes.set(i, each[i]);
        }
        return outcomes;
    }
}
