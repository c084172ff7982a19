package dev.chatanalytics.perf.load.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatanalytics.perf.load.report.Line.Point;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineChartTest {

    @Test
    void shouldLeaveAGapWhereNothingIsKnown() {
        Line line = new Line(
                "a < b", List.of(new Point(0, 0), new Point(5, 10), new Point(6, Double.NaN), new Point(10, 5)));
        String svg = new LineChart("T", Axis.fromZero("s", 10), Axis.fromZero("ms", 10), List.of(line)).svg();
        assertThat(svg)
                .contains("d=\"M62.0 220.0L304.0 30.0M546.0 125.0\"")
                .contains("a &lt; b")
                .doesNotContain("NaN");
    }
}
