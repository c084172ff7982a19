package dev.chatanalytics.perf.load;

import dev.chatanalytics.perf.load.result.Second;
import java.io.PrintStream;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** What is shown while a run is under way: one line a second. */
public final class Progress {

    private final PrintStream out;

    /** @param out the terminal */
    public Progress(PrintStream out) {
        this.out = out;
    }

    /** @param soFar latencies of the measured 202, in microseconds */
    void second(Second second, Histogram soFar) {
        out.printf(
                Locale.ROOT,
                "%4.0f s %,8.0f/s  in flight %,6d  202 %,7d  429/503 %,7d  failed %,5d  p99 %7.1f ms, %s%s%n",
                second.time(),
                second.sent() / second.length(),
                second.inFlight(),
                second.accepted(),
                second.refused(),
                second.failed(),
                second.p99(),
                second.warmup()
                        ? "warming up"
                        : String.format(Locale.ROOT, "so far %.1f ms", soFar.getValueAtPercentile(99) / 1000.0),
                service(second));
    }

    /** Shows a line as it is. */
    public void say(String line) {
        out.println(line);
        out.flush();
    }

    private static String service(Second second) {
        if (Double.isNaN(second.service().ringDepth())) {
            return "";
        }
        return String.format(
                Locale.ROOT,
                "  ring %,.0f  breaker %s  CPU %.2f  %.0f MB",
                second.service().ringDepth(),
                breaker(second.service().breaker()),
                second.serviceCpu(),
                second.service().residentBytes() / 1e6);
    }

    private static String breaker(double state) {
        return Double.isNaN(state) ? "unknown" : state == 0 ? "closed" : state == 1 ? "open" : "half-open";
    }
}
