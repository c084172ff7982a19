package dev.chatanalytics.ops.verify.report;

import dev.chatanalytics.ops.verify.observe.Sample;
import java.util.List;

/** The circuit breaker's state as a strip of colour; grey while the service does not answer. Stateless. */
final class Breaker {

    static final int HEIGHT = 30;

    private static final int STRIP = 14;
    private static final List<String> STATES = List.of("closed", "open", "half-open");

    private Breaker() {}

    static String svg(TimeAxis time, List<Sample> samples, int top) {
        StringBuilder svg = new StringBuilder(Html.text(0, top + 26, "title", "Breaker"));
        double x = TimeAxis.LEFT + 6.0;
        for (String name : List.of("closed", "half-open", "open", "silent")) {
            svg.append(Html.format(
                    "<rect class=\"%s\" x=\"%.1f\" y=\"%d\" width=\"10\" height=\"10\"/>", name, x, top + 1));
            String said = name.equals("silent") ? "the service does not answer" : name;
            svg.append(Html.text(x + 14, top + 10, "", said));
            x += 30 + 6.2 * said.length();
        }
        double from = 0;
        for (int i = 0; i < samples.size(); i++) {
            boolean last = i + 1 == samples.size();
            if (last || !state(samples.get(i)).equals(state(samples.get(i + 1)))) {
                double to = samples.get(i).seconds();
                svg.append(Html.format(
                        "<rect class=\"%s\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>\n",
                        state(samples.get(i)), time.x(from), top + STRIP + 2, time.x(to) - time.x(from), STRIP));
                from = to;
            }
        }
        return svg.toString();
    }

    private static String state(Sample sample) {
        double state = sample.service().breaker();
        return Double.isNaN(state) ? "silent" : STATES.get((int) state);
    }
}
