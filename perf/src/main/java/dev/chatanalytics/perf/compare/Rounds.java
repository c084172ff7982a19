package dev.chatanalytics.perf.compare;

import dev.chatanalytics.perf.load.observe.CpuTimes;
import dev.chatanalytics.perf.load.result.Verdict;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** Lets contenders take turns. Stateless. */
public final class Rounds {

    private Rounds() {}

    /**
     * Runs all contenders in this order, then again, and so on.
     *
     * @param progress told a line after each turn
     * @return the turns of each, by its name
     */
    public static Map<String, List<Turn>> run(
            List<? extends Contender> contenders, int rounds, Consumer<String> progress)
            throws IOException, SQLException, InterruptedException {
        Map<String, List<Turn>> turns = new LinkedHashMap<>();
        for (int round = 1; round <= rounds; round++) {
            for (Contender contender : contenders) {
                Turn turn = watched(contender);
                turns.computeIfAbsent(contender.name(), name -> new ArrayList<>())
                        .add(turn);
                progress.accept(
                        String.format(Locale.ROOT, "round %d  %-16s %,12.0f/s", round, contender.name(), turn.rate()));
            }
        }
        return turns;
    }

    private static Turn watched(Contender contender) throws IOException, SQLException, InterruptedException {
        CpuTimes before = CpuTimes.ofAllCpus();
        Turn turn = contender.turn();
        double steal = CpuTimes.ofAllCpus().stealSince(before);
        if (steal <= Verdict.MAX_STEAL) {
            return turn;
        }
        List<String> doubts = new ArrayList<>(turn.doubts());
        doubts.add(String.format(
                Locale.ROOT,
                "%.1f %% of the CPU time was stolen by the hypervisor (at most %.0f %%)",
                100 * steal,
                100 * Verdict.MAX_STEAL));
        return new Turn(turn.done(), turn.seconds(), turn.cpuSeconds(), doubts);
    }
}
