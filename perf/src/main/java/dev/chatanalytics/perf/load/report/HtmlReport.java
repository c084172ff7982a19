package dev.chatanalytics.perf.load.report;

import dev.chatanalytics.perf.load.result.LoadResult;
import java.util.Map;

/** The page of one run. */
public final class HtmlReport {

    private static final String STYLE = """
            :root { color-scheme: light dark; --ink: #1b1f24; --paper: #fff; --faint: #d8dee4 }
            @media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --paper: #0d1117; --faint: #30363d } }
            body { font: 15px/1.45 system-ui, sans-serif; color: var(--ink); background: var(--paper);
                   max-width: 1180px; margin: 2em auto; padding: 0 1em }
            .verdict { padding: .6em 1em; border-radius: 6px; color: #fff; background: #1a7f37 }
            .verdict.bad { background: #b42318 }
            .charts { display: flex; flex-wrap: wrap; gap: 1em }
            figure { flex: 1 1 480px; margin: 0 } figcaption { font-weight: 600 }
            svg { width: 100%; height: auto; font-size: 11px } svg text { fill: currentColor }
            svg line { stroke: var(--faint) } svg path { fill: none; stroke-width: 1.8 }
            .l0 { stroke: #2f6fde } .l1 { stroke: #1a9850 } .l2 { stroke: #e08214 } .l3 { stroke: #c51b7d }
            table { border-collapse: collapse } th { text-align: left; font-weight: 600; padding-right: 1.5em }
            th, td { border-bottom: 1px solid var(--faint); padding-top: .25em; padding-bottom: .25em; vertical-align: top }
            """;

    private HtmlReport() {}

    /**
     * The whole page.
     *
     * @param configuration names and values, as given
     * @param environment the same, as found
     */
    public static String of(LoadResult result, Map<String, String> configuration, Map<String, String> environment) {
        String title = "Load: " + result.run().schedule().rate() + " messages/s";
        return "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + Html.escape(title)
                + "</title><style>\n" + STYLE + "</style></head><body>\n<h1>" + Html.escape(title) + "</h1>\n"
                + verdicts(result)
                + Html.table("Figures", Figures.of(result))
                + "<section><h2>Course</h2><div class=\"charts\">\n" + new Charts(result).svg() + "</div></section>\n"
                + Html.table("Configuration", configuration)
                + Html.table("Environment", environment)
                + "<p>Latency counts from the moment at which a message was meant to be sent.</p></body></html>\n";
    }

    private static String verdicts(LoadResult result) {
        StringBuilder html = new StringBuilder();
        if (result.verdict().valid()) {
            html.append(banner(true, "VALID: the generator kept to its schedule"));
        }
        for (String reason : result.verdict().reasons()) {
            html.append(banner(false, "INVALID: " + reason));
        }
        if (!result.promiseKept()) {
            html.append(banner(false, "BROKEN PROMISE: not every 202 is kept by exactly one row"));
        }
        return html.toString();
    }

    private static String banner(boolean good, String text) {
        return "<p class=\"verdict" + (good ? "" : " bad") + "\">" + Html.escape(text) + "</p>\n";
    }
}
