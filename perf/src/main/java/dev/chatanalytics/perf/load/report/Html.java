package dev.chatanalytics.perf.load.report;

import java.util.Map;

/** Pieces of HTML. */
final class Html {

    private Html() {}

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** A table of names and values under a heading. */
    static String table(String heading, Map<String, String> rows) {
        StringBuilder html = new StringBuilder("<section><h2>" + escape(heading) + "</h2><table>\n");
        rows.forEach(
                (name, value) -> html.append("<tr><th>" + escape(name) + "</th><td>" + escape(value) + "</td></tr>\n"));
        return html.append("</table></section>\n").toString();
    }
}
