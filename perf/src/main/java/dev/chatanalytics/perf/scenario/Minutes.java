package dev.chatanalytics.perf.scenario;

import dev.chatanalytics.perf.load.result.Second;
import java.util.ArrayList;
import java.util.List;

/**
 * A long run minute by minute, the warm-up and a last minute that is not whole left out.
 *
 * @param cpuMicros of the service a message
 * @param residentBytes the most that was seen
 */
record Minutes(List<Double> cpuMicros, List<Double> residentBytes) {

    /** @param all seconds of the run */
    static Minutes of(List<Second> all) {
        List<Second> seconds = all.stream().filter(second -> !second.warmup()).toList();
        List<Double> micros = new ArrayList<>();
        List<Double> bytes = new ArrayList<>();
        for (int i = 0; i + 60 <= seconds.size(); i += 60) {
            List<Second> minute = seconds.subList(i, i + 60);
            micros.add(cpuMicros(minute));
            bytes.add(minute.stream()
                    .mapToDouble(second -> second.service().residentBytes())
                    .filter(Double::isFinite)
                    .max()
                    .orElse(Double.NaN));
        }
        return new Minutes(micros, bytes);
    }

    /** Over the seconds in which the service said what it had used. */
    private static double cpuMicros(List<Second> minute) {
        List<Second> known =
                minute.stream().filter(s -> Double.isFinite(s.serviceCpu())).toList();
        double micros = known.stream()
                .mapToDouble(s -> s.serviceCpu() * s.length() * 1e6)
                .sum();
        long sent = known.stream().mapToLong(Second::sent).sum();
        return sent == 0 ? Double.NaN : micros / sent;
    }
}
