package dev.chatanalytics.perf.load.report;

import java.util.List;
import java.util.Map;

/** Pieces of HTML, and the page that they make. */
public final class Html {

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
            td, th { padding-right: 1.5em } th, td { border-bottom: 1px solid var(--faint); padding-top: .25em; padding-bottom: .25em; vertical-align: top }
            """;

    private Html() {}

    /** A whole page without outside resources. */
    public static String page(String title, String body) {
        return "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + escape(title)
                + "</title><style>\n" + STYLE + "</style></head><body>\n<h1>" + escape(title) + "</h1>\n"
                + body + "</body></html>\n";
    }

    /** A verdict. */
    public static String banner(boolean good, String text) {
        return "<p class=\"verdict" + (good ? "" : " bad") + "\">" + escape(text) + "</p>\n";
    }

    /** A table with a line of column names under a heading. */
    public static String table(String heading, List<String> columns, List<List<String>> rows) {
        StringBuilder html = new StringBuilder("<section><h2>" + escape(heading) + "</h2><table>\n");
        html.append(row("th", columns));
        rows.forEach(row -> html.append(row("td", row)));
        return html.append("</table></section>\n").toString();
    }

    private static String row(String cell, List<String> values) {
        StringBuilder html = new StringBuilder("<tr>");
        values.forEach(value -> html.append("<" + cell + ">" + escape(value) + "</" + cell + ">"));
        return html.append("</tr>\n").toString();
    }

    /** Text as it may stand between tags and in quotes. */
    public static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** A table of names and values under a heading. */
    public static String table(String heading, Map<String, String> rows) {
        StringBuilder html = new StringBuilder("<section><h2>" + escape(heading) + "</h2><table>\n");
        rows.forEach(
                (name, value) -> html.append("<tr><th>" + escape(name) + "</th><td>" + escape(value) + "</td></tr>\n"));
        return html.append("</table></section>\n").toString();
    }
}
