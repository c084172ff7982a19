package dev.chatanalytics.ops.verify.report;

import dev.chatanalytics.ops.verify.chaos.FaultKind;
import dev.chatanalytics.ops.verify.chaos.FaultRecord;
import dev.chatanalytics.ops.verify.chaos.FaultRecord.Result;
import java.util.List;

/** The faults as bars: a row for each kind, and a shade of each through all charts below. Stateless. */
final class FaultBars {

    private static final int ROW = 15;
    private static final int BAR = 11;
    private static final double THINNEST = 2;

    private FaultBars() {}

    static int height(List<FaultRecord> records) {
        return kinds(records).size() * ROW;
    }

    /** @param bottom of the whole timeline */
    static String svg(TimeAxis time, List<FaultRecord> records, int top, int bottom) {
        StringBuilder svg = new StringBuilder();
        List<FaultKind> kinds = kinds(records);
        for (int i = 0; i < kinds.size(); i++) {
            svg.append(Html.text(
                    TimeAxis.LEFT - 5, top + i * ROW + 10, "end", kinds.get(i).option()));
        }
        for (FaultRecord fault : done(records)) {
            double x = time.x(fault.from());
            double width = Math.max(THINNEST, time.x(to(fault, time)) - x);
            int y = top + kinds.indexOf(fault.fault().kind()) * ROW;
            svg.append(Html.format(
                    "<rect class=\"shade\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>",
                    x, y, width, bottom - y));
            svg.append(Html.format(
                    "<rect class=\"fault %s\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"><title>%s</title></rect>\n",
                    fault.fault().kind().option().split("-")[0], x, y, width, BAR, Html.escape(tooltip(fault))));
        }
        return svg.toString();
    }

    private static String tooltip(FaultRecord fault) {
        return fault.fault().kind().label()
                + ", from " + TimeAxis.moment(fault.from()) + " to "
                + (Double.isNaN(fault.to()) ? "the end" : TimeAxis.moment(fault.to()))
                + (fault.note().isEmpty() ? "" : ": " + fault.note());
    }

    private static double to(FaultRecord fault, TimeAxis time) {
        return Double.isNaN(fault.to()) ? time.end() : fault.to();
    }

    private static List<FaultRecord> done(List<FaultRecord> records) {
        return records.stream().filter(r -> r.result() != Result.SKIPPED).toList();
    }

    private static List<FaultKind> kinds(List<FaultRecord> records) {
        return done(records).stream()
                .map(r -> r.fault().kind())
                .distinct()
                .sorted()
                .toList();
    }
}
