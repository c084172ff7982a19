package dev.chatanalytics.perf.load.report;

import dev.chatanalytics.perf.load.client.Latencies.Series;
import dev.chatanalytics.perf.load.report.Axis.Tick;
import dev.chatanalytics.perf.load.report.Line.Point;
import dev.chatanalytics.perf.load.result.LoadResult;
import dev.chatanalytics.perf.load.result.Second;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/** The charts of one run; those of which nothing is known are left out. */
final class Charts {

    /** Of the percentile plot: each is as far from the next as a factor of ten in what is left above. */
    private static final List<Tick> PERCENTILES = List.of(
            new Tick(0, "0"),
            new Tick(1, "90"),
            new Tick(2, "99"),
            new Tick(3, "99.9"),
            new Tick(4, "99.99"),
            new Tick(5, "99.999"));

    private static final int POINTS_A_DECADE = 40;

    private final LoadResult result;

    Charts(LoadResult result) {
        this.result = result;
    }

    String svg() {
        return Stream.of(percentiles(), rates(), latencies(), depths(), cpu(), memory(), breaker())
                .filter(chart -> chart.lines().stream().anyMatch(Line::isKnown))
                .map(LineChart::svg)
                .reduce("", String::concat);
    }

    private LineChart percentiles() {
        List<Line> lines = new ArrayList<>();
        lines.add(percentiles("answer 202", result.latencies().get(Series.ACKNOWLEDGED)));
        lines.add(percentiles("other answers", result.latencies().get(Series.REFUSED)));
        if (result.audit() != null) {
            lines.add(percentiles("received to stored", result.audit().receivedToStored()));
        }
        lines.removeIf(line -> !line.isKnown());
        double highest = Line.highestOf(lines);
        return new LineChart(
                "Latency by percentile", new Axis("percentile", PERCENTILES), Axis.fromZero("ms", highest), lines);
    }

    private static Line percentiles(String name, Histogram micros) {
        List<Point> points = new ArrayList<>();
        // Beyond one message in all there are is only the maximum again.
        double end = Math.min(PERCENTILES.size() - 1.0, Math.log10(Math.max(1, micros.getTotalCount())));
        for (int i = 0; i <= end * POINTS_A_DECADE && micros.getTotalCount() > 0; i++) {
            double x = (double) i / POINTS_A_DECADE;
            points.add(new Point(x, micros.getValueAtPercentile(100 * (1 - Math.pow(10, -x))) / 1000.0));
        }
        return new Line(name, points);
    }

    private LineChart rates() {
        return overTime(
                "Rate",
                "1/s",
                line("sent", s -> s.sent() / s.length()),
                line("202", s -> s.accepted() / s.length()),
                line("429, 503", s -> s.refused() / s.length()),
                line("failed", s -> s.failed() / s.length()));
    }

    private LineChart latencies() {
        Line p50 = line("answer p50", Second::p50);
        Line p99 = line("answer p99", Second::p99);
        if (result.audit() == null) {
            return overTime("Latency over time", "ms", p50, p99);
        }
        List<Point> points = new ArrayList<>();
        List<Double> stored = result.audit().p99BySecond();
        for (int i = 0; i < stored.size(); i++) {
            points.add(new Point(i + 1.0, stored.get(i)));
        }
        return overTime("Latency over time", "ms", p50, p99, new Line("received to stored p99", points));
    }

    private LineChart depths() {
        return overTime(
                "In flight",
                "messages",
                line("HTTP requests", s -> s.inFlight()),
                line("ring slots", s -> s.service().ringDepth()),
                line("NLP calls", s -> s.service().nlpInFlight()));
    }

    private LineChart cpu() {
        return overTime(
                "CPU",
                "of one",
                line("service", Second::serviceCpu),
                line("busy part of the generator's CPUs", s -> 1 - s.idle()));
    }

    private LineChart memory() {
        return overTime(
                "Memory of the service", "MB", line("resident", s -> s.service().residentBytes() / 1e6));
    }

    private LineChart breaker() {
        return overTime(
                "Circuit breaker",
                "state",
                line("0 closed, 1 open, 2 half-open", s -> s.service().breaker()));
    }

    private Line line(String name, ToDoubleFunction<Second> value) {
        return new Line(
                name,
                result.seconds().stream()
                        .map(second -> new Point(second.time(), value.applyAsDouble(second)))
                        .toList());
    }

    private LineChart overTime(String title, String unit, Line... lines) {
        double end = result.seconds().stream().mapToDouble(Second::time).max().orElse(1);
        return new LineChart(
                title,
                Axis.fromZero(
                        "seconds (warm-up: the first "
                                + result.run().schedule().warmup().toSeconds() + ")",
                        end),
                Axis.fromZero(unit, Line.highestOf(List.of(lines))),
                List.of(lines));
    }
}
