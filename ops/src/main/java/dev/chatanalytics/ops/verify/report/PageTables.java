package dev.chatanalytics.ops.verify.report;

import dev.chatanalytics.ops.verify.Progress;
import dev.chatanalytics.ops.verify.chaos.ChaosResult;
import dev.chatanalytics.ops.verify.chaos.FaultRecord;
import dev.chatanalytics.ops.verify.chaos.FaultRecord.Result;
import dev.chatanalytics.ops.verify.chaos.ScheduledFault;
import dev.chatanalytics.ops.verify.oracle.Verdict;
import java.util.List;
import java.util.Map;

/** The tables of the page. Stateless. */
final class PageTables {

    private static final List<String> HEADING =
            List.of("planned at", "began", "works again", "fault", "what was done", "what came of it");

    private PageTables() {}

    static String ledger(Verdict verdict) {
        return numbers("Ledger: requests and their answers", Lines.ledger(verdict.ledger()));
    }

    static String table(Verdict verdict) {
        return numbers("Oracle: the table held against the ledger", Lines.table(verdict));
    }

    /** The schedule, and what became of each fault. */
    static String faults(ChaosResult result) {
        StringBuilder html = new StringBuilder("<section><h2>Schedule</h2><table class=\"faults\">\n");
        html.append(Html.row("th", HEADING));
        for (ScheduledFault fault : result.schedule()) {
            FaultRecord done = result.records().stream()
                    .filter(record -> record.fault().equals(fault))
                    .findFirst()
                    .orElse(null);
            html.append(Html.row("td", cells(fault, done)));
        }
        return html.append("</table></section>\n").toString();
    }

    private static List<String> cells(ScheduledFault fault, FaultRecord done) {
        String at = Progress.clock(fault.at().toSeconds());
        String kind = fault.kind().option();
        String label = fault.kind().label();
        if (done == null) {
            return List.of(at, "–", "–", kind, label, "not reached");
        }
        if (done.result() == Result.SKIPPED) {
            return List.of(at, "–", "–", kind, label, "left out: " + done.note());
        }
        return List.of(
                at,
                TimeAxis.moment(done.from()),
                Double.isNaN(done.to()) ? "never" : TimeAxis.moment(done.to()),
                kind,
                label,
                done.note());
    }

    private static String numbers(String heading, Map<String, Long> rows) {
        StringBuilder html = new StringBuilder("<section><h2>" + Html.escape(heading) + "</h2><table>\n");
        rows.forEach((name, n) ->
                html.append(Html.format("<tr><th>%s</th><td class=\"number\">%,d</td></tr>\n", Html.escape(name), n)));
        return html.append("</table></section>\n").toString();
    }
}
