package dev.chatanalytics.ops.verify.report;

import java.util.List;
import java.util.Locale;

/** Pieces of HTML and SVG. Stateless. */
final class Html {

    private Html() {}

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** With the decimal point of SVG, whatever the locale. */
    static String format(String form, Object... values) {
        return String.format(Locale.ROOT, form, values);
    }

    /** A row of cells of text. */
    static String row(String tag, List<String> cells) {
        StringBuilder row = new StringBuilder("<tr>");
        cells.forEach(cell -> row.append(format("<%s>%s</%1$s>", tag, escape(cell))));
        return row.append("</tr>\n").toString();
    }

    /** Text in a chart. */
    static String text(double x, double y, String style, String text) {
        return format("<text x=\"%.1f\" y=\"%.1f\" class=\"%s\">%s</text>", x, y, style, escape(text));
    }
}
