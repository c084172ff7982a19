package dev.chatanalytics.ops.verify.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chatanalytics.ops.verify.chaos.ChaosOptions;
import dev.chatanalytics.ops.verify.chaos.ChaosResult;
import dev.chatanalytics.ops.verify.chaos.FaultRecord.Result;
import dev.chatanalytics.ops.verify.oracle.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The page of a chaos run: one file that needs no other. Stateless. */
public final class ChaosPage {

    private static final String STYLE = "/verify/page.css";

    private static final String READING =
            "<p class=\"facts\">A 202 is a promise: its message must be in the table, once,"
                    + " whatever breaks. A 429 or 400 promises that it is not; a 5xx or no answer promises nothing, and is no fault"
                    + " while a part is away. What was only ever answered 503 was withdrawn: only a kill of the service may"
                    + " leave it in the table.</p>\n";

    private ChaosPage() {}

    /**
     * Writes {@code index.html}.
     *
     * @return where it is
     */
    public static Path write(ChaosResult result, Path dir) throws IOException {
        Files.createDirectories(dir);
        return Files.writeString(dir.resolve("index.html"), of(result));
    }

    /** The whole page. */
    static String of(ChaosResult result) throws IOException {
        ChaosOptions options = result.options();
        String title = "Chaos, seed " + options.seed();
        return "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + title + "</title><style>\n"
                + style() + "</style></head><body>\n<h1>" + title + "</h1>\n"
                + verdict(result.verdict())
                + facts(result)
                + READING
                + "<section><h2>What happened</h2>\n<p class=\"facts\">Bars are faults, from the blow until the part worked again; "
                + "their shades go through the charts. Hover over one to read what it did.</p>\n" + Timeline.svg(result)
                + "</section>\n"
                + "<div class=\"side-by-side\">\n" + PageTables.ledger(result.verdict())
                + PageTables.table(result.verdict()) + "</div>\n"
                + PageTables.faults(result)
                + again(result)
                + "</body></html>\n";
    }

    private static String verdict(Verdict verdict) {
        StringBuilder html = new StringBuilder(Html.format(
                "<p class=\"verdict %s\">%s</p>\n",
                verdict.held() ? "held" : "broken", Html.escape(Lines.headline(verdict))));
        if (!verdict.held()) {
            html.append("<pre class=\"breaches\">");
            Lines.breaches(verdict.findings())
                    .forEach(line -> html.append(Html.escape(line)).append('\n'));
            html.append("</pre>\n");
        }
        return html.toString();
    }

    private static String facts(ChaosResult result) {
        ChaosOptions options = result.options();
        long skipped = result.records().stream()
                .filter(r -> r.result() == Result.SKIPPED)
                .count();
        Instant began = Instant.ofEpochSecond(result.verdict().run().startMicros() / 1_000_000);
        return Html.format(
                "<p class=\"facts\">%s · %.0f s of load: %s · from %d bots · durability.mode=%s%s · %d faults, %d left"
                        + " out · quiet %.1f s after the load</p>\n",
                began.truncatedTo(ChronoUnit.SECONDS),
                result.loadSeconds(),
                Rates.of(result).words(),
                options.bots(),
                options.durability().key(),
                options.pooler() == null ? "" : " · through PgBouncer",
                result.records().size() - skipped,
                skipped,
                result.verdict().quietAfter().toMillis() / 1000.0);
    }

    private static String again(ChaosResult result) {
        String logs = result.verdict().held()
                ? "The stack's directory was deleted, as every promise held."
                : "The stack as it was left, with service.log, postgres.log, verify.log, the database, the journal and"
                        + " the dead letters: " + result.dir();
        return "<section><h2>Again</h2><pre>" + Html.escape(result.options().command()) + "</pre>\n<p>The same seed, "
                + "duration and faults give the same schedule and the same messages; how fast the machine is decides "
                + "what exactly a fault meets.</p>\n<p>" + Html.escape(logs) + "</p></section>\n";
    }

    private static String style() throws IOException {
        try (InputStream css = ChaosPage.class.getResourceAsStream(STYLE)) {
            if (css == null) {
                throw new IOException(STYLE + " is not on the class path");
            }
            return new String(css.readAllBytes(), UTF_8);
        }
    }
}
