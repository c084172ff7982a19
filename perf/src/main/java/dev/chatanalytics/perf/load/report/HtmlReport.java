package dev.chatanalytics.perf.load.report;

import dev.chatanalytics.perf.load.result.LoadResult;
import java.util.Map;

/** The page of one run. */
public final class HtmlReport {

    private HtmlReport() {}

    /**
     * The whole page.
     *
     * @param configuration names and values, as given
     * @param environment the same, as found
     */
    public static String of(LoadResult result, Map<String, String> configuration, Map<String, String> environment) {
        String title = "Load: " + result.run().schedule().rate() + " messages/s";
        return Html.page(
                title,
                verdicts(result)
                        + Html.table("Figures", Figures.of(result))
                        + "<section><h2>Course</h2><div class=\"charts\">\n" + new Charts(result).svg()
                        + "</div></section>\n"
                        + Html.table("Configuration", configuration)
                        + Html.table("Environment", environment)
                        + "<p>Latency counts from the moment at which a message was meant to be sent.</p>");
    }

    private static String verdicts(LoadResult result) {
        StringBuilder html = new StringBuilder();
        if (result.verdict().valid()) {
            html.append(Html.banner(true, "VALID: the generator kept to its schedule"));
        }
        for (String reason : result.verdict().reasons()) {
            html.append(Html.banner(false, "INVALID: " + reason));
        }
        if (!result.promiseKept()) {
            html.append(Html.banner(false, "BROKEN PROMISE: not every 202 is kept by exactly one row"));
        }
        return html.toString();
    }
}
