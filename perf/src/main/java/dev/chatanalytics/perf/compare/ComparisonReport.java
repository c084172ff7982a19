package dev.chatanalytics.perf.compare;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A comparison for readers and for programs: {@code report.txt} and {@code report.json}. Stateless. */
public final class ComparisonReport {

    private ComparisonReport() {}

    /**
     * Writes both files.
     *
     * @param directory must be there
     * @param around configuration, machine, JVM and commit, by name
     * @return what {@code report.txt} says
     */
    public static String write(Path directory, Comparison result, Map<String, String> around) throws IOException {
        String text = text(result, around);
        Files.writeString(directory.resolve("report.txt"), text);
        try (JsonGenerator json = new JsonFactory()
                .createGenerator(directory.resolve("report.json").toFile(), JsonEncoding.UTF8)
                .useDefaultPrettyPrinter()) {
            json(json, result, around);
        }
        return text;
    }

    private static String text(Comparison result, Map<String, String> around) {
        StringBuilder text = new StringBuilder();
        around.forEach((name, value) -> text.append(String.format("%-26s %s%n", name, value)));
        text.append(String.format("%nmedian (least – most) of %d rounds%n", rounds(result)));
        for (String name : result.turns().keySet()) {
            text.append(String.format(
                    Locale.ROOT,
                    "%-16s %s %s/s, %s of %s%n",
                    name,
                    spread(result.rate(name), "%,.0f"),
                    result.unit(),
                    percent(result.ratio(name)),
                    result.reference()));
            for (String part : result.parts(name)) {
                text.append(String.format(
                        "%-16s %s µs of CPU each, %s%n", "", spread(result.cpuMicros(name, part), "%.2f"), part));
            }
        }
        text.append(String.format(
                Locale.ROOT,
                "%n%s reaches %.1f %% of %s, of %.0f %% to reach: %s%n",
                result.subject(),
                100 * result.ratio(result.subject()).median(),
                result.reference(),
                100 * result.reach(),
                result.reached() ? "kept" : "NOT KEPT"));
        result.doubts().forEach(doubt -> text.append("INVALID: ").append(doubt).append('\n'));
        return text.toString();
    }

    private static void json(JsonGenerator json, Comparison result, Map<String, String> around) throws IOException {
        json.writeStartObject();
        json.writeStringField("unit", result.unit());
        json.writeStringField("subject", result.subject());
        json.writeStringField("reference", result.reference());
        json.writeNumberField("reach", result.reach());
        json.writeBooleanField("reached", result.reached());
        json.writeBooleanField("valid", result.doubts().isEmpty());
        json.writeArrayFieldStart("invalid_because");
        for (String doubt : result.doubts()) {
            json.writeString(doubt);
        }
        json.writeEndArray();
        json.writeObjectFieldStart("contenders");
        for (String name : result.turns().keySet()) {
            contender(json, result, name);
        }
        json.writeEndObject();
        json.writeObjectFieldStart("environment");
        for (Map.Entry<String, String> value : around.entrySet()) {
            json.writeStringField(value.getKey(), value.getValue());
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void contender(JsonGenerator json, Comparison result, String name) throws IOException {
        json.writeObjectFieldStart(name);
        spread(json, "rate", result.rate(name));
        spread(json, "ratio", result.ratio(name));
        for (String part : result.parts(name)) {
            spread(json, "cpu_micros_" + part, result.cpuMicros(name, part));
        }
        json.writeArrayFieldStart("rates");
        for (Turn turn : result.turns().get(name)) {
            json.writeNumber(turn.rate());
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void spread(JsonGenerator json, String name, Spread spread) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("median", spread.median());
        json.writeNumberField("least", spread.least());
        json.writeNumberField("most", spread.most());
        json.writeEndObject();
    }

    private static int rounds(Comparison result) {
        List<Turn> turns = result.turns().get(result.subject());
        return turns.size();
    }

    private static String percent(Spread ratio) {
        return spread(new Spread(100 * ratio.median(), 100 * ratio.least(), 100 * ratio.most()), "%.1f") + " %";
    }

    private static String spread(Spread spread, String number) {
        return String.format(
                Locale.ROOT,
                number + " (" + number + " – " + number + ")",
                spread.median(),
                spread.least(),
                spread.most());
    }
}
