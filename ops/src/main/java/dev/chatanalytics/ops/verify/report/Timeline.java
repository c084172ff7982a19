package dev.chatanalytics.ops.verify.report;

import dev.chatanalytics.ops.verify.chaos.ChaosResult;
import dev.chatanalytics.ops.verify.ledger.Answer;
import dev.chatanalytics.ops.verify.observe.Sample;
import dev.chatanalytics.ops.verify.report.Panel.Area;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** All that was measured over time, as one SVG with one time axis, under the faults. Stateless. */
final class Timeline {

    private static final int TOP = 6;
    private static final int GAP = 14;
    private static final int RATES = 190;
    private static final int DEPTH = 110;
    private static final int AXIS = 22;

    private Timeline() {}

    static String svg(ChaosResult result) {
        List<Sample> samples = result.samples();
        TimeAxis time = new TimeAxis(
                Math.max(1, samples.stream().mapToDouble(Sample::seconds).max().orElse(1)));
        int rates = TOP + FaultBars.height(result.records()) + GAP;
        int ring = rates + RATES + GAP;
        int breaker = ring + DEPTH + GAP;
        int deadLetters = breaker + Breaker.HEIGHT + GAP;
        int bottom = deadLetters + DEPTH;
        return Html.format("<svg viewBox=\"0 0 %d %d\" role=\"img\">\n", TimeAxis.WIDTH, bottom + AXIS)
                + time.grid(TOP, bottom)
                + FaultBars.svg(time, result.records(), TOP, bottom)
                + rates(rates, result).svg(time, samples)
                + one("Ring", "messages", ring, "ring", s -> s.service().ringDepth())
                        .svg(time, samples)
                + Breaker.svg(time, samples, breaker)
                + one(
                                "Dead letters",
                                "waiting",
                                deadLetters,
                                "dead",
                                s -> s.service().deadLetters())
                        .svg(time, samples)
                + loadEnd(time, result.loadSeconds(), rates, bottom)
                + "</svg>\n";
    }

    private static Panel rates(int top, ChaosResult result) {
        List<Area> areas = Arrays.stream(Answer.values())
                .filter(a -> a != Answer.OTHER || result.verdict().ledger().count(a) > 0)
                .map(answer -> new Area(
                        answer.label(),
                        answer.name().toLowerCase(Locale.ROOT),
                        sample -> sample.rates().getOrDefault(answer, 0.0)))
                .toList();
        return new Panel("Answers", "requests/s", top, RATES, result.options().rate(), areas);
    }

    private static Panel one(
            String title, String unit, int top, String style, java.util.function.ToDoubleFunction<Sample> value) {
        return new Panel(title, unit, top, DEPTH, Double.NaN, List.of(new Area(title, style, value)));
    }

    private static String loadEnd(TimeAxis time, double second, int top, int bottom) {
        return Html.format(
                        "<line class=\"end-of-load\" x1=\"%.1f\" x2=\"%1$.1f\" y1=\"%d\" y2=\"%d\"/>",
                        time.x(second), top, bottom)
                + Html.text(time.x(second) - 4, top + 24, "end faint", "load ends");
    }
}
