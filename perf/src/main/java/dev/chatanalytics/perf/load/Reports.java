package dev.chatanalytics.perf.load;

import dev.chatanalytics.perf.load.client.Fleet;
import dev.chatanalytics.perf.load.report.Figures;
import dev.chatanalytics.perf.load.report.HtmlReport;
import dev.chatanalytics.perf.load.report.JsonReport;
import dev.chatanalytics.perf.load.result.LoadResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;

/**
 * Runs a schedule and leaves its files: {@code report.html}, {@code report.json} and {@code latencies.hlog}. Used by one
 * thread.
 *
 * @param environment names and values for the report
 */
public record Reports(Fleet fleet, Progress progress, Map<String, String> environment) {

    /**
     * Runs it.
     *
     * @param directory for the files, made when missing
     */
    public LoadResult run(LoadOptions options, Path directory) throws IOException, SQLException, InterruptedException {
        Files.createDirectories(directory);
        LoadRun run = new LoadRun(options, fleet, progress);
        LoadResult result = run.execute(directory.resolve("latencies.hlog"));
        JsonReport.write(directory.resolve("report.json"), result, options.describe(), environment);
        Files.writeString(directory.resolve("report.html"), HtmlReport.of(result, options.describe(), environment));
        tell(result);
        progress.say("Report: " + directory.resolve("report.html"));
        return result;
    }

    private void tell(LoadResult result) {
        progress.say("");
        Figures.of(result).forEach((name, value) -> progress.say(String.format(Locale.ROOT, "%-22s %s", name, value)));
        result.verdict().reasons().forEach(reason -> progress.say("INVALID: " + reason));
        if (!result.promiseKept()) {
            progress.say("BROKEN PROMISE: not every 202 is kept by exactly one row");
        }
    }
}
