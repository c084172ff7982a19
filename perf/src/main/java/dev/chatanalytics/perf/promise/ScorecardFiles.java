package dev.chatanalytics.perf.promise;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.chatanalytics.perf.load.report.Html;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A scorecard as a page for people and as JSON for programs. */
final class ScorecardFiles {

    private ScorecardFiles() {}

    static void write(Scorecard card, Path directory, Map<String, String> environment) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("promises.html"), html(card, environment));
        try (JsonGenerator json = new JsonFactory()
                .createGenerator(directory.resolve("promises.json").toFile(), JsonEncoding.UTF8)
                .useDefaultPrettyPrinter()) {
            json(json, card, environment);
        }
    }

    private static String html(Scorecard card, Map<String, String> environment) {
        StringBuilder body = new StringBuilder();
        card.invalid().forEach(reason -> body.append(Html.banner(false, "INVALID: " + reason)));
        boolean kept = card.promises().stream().allMatch(Promise::kept);
        body.append(Html.banner(kept, kept ? "Every promise was kept" : "Not every promise was kept"));
        body.append(Html.table(
                "Promises",
                List.of("promise", "reach", "measured", ""),
                card.promises().stream()
                        .map(p -> List.of(p.name(), p.reach(), p.shown(), PromiseTable.verdict(p)))
                        .toList()));
        card.tables().forEach(t -> body.append(Html.table(t.heading(), t.columns(), t.rows())));
        card.notes().forEach(note -> body.append("<p>" + Html.escape(note) + "</p>\n"));
        return Html.page(card.title(), body + Html.table("Environment", environment));
    }

    private static void json(JsonGenerator json, Scorecard card, Map<String, String> environment) throws IOException {
        json.writeStartObject();
        json.writeStringField("title", card.title());
        json.writeBooleanField("valid", card.invalid().isEmpty());
        json.writeFieldName("invalid_because");
        strings(json, card.invalid());
        json.writeArrayFieldStart("promises");
        for (Promise promise : card.promises()) {
            promise(json, promise);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("tables");
        for (Table table : card.tables()) {
            table(json, table);
        }
        json.writeEndArray();
        json.writeFieldName("notes");
        strings(json, card.notes());
        json.writeObjectFieldStart("environment");
        for (Map.Entry<String, String> value : environment.entrySet()) {
            json.writeStringField(value.getKey(), value.getValue());
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    /** A figure that is not known is null: JSON has no NaN. */
    private static void promise(JsonGenerator json, Promise promise) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", promise.name());
        json.writeStringField("reach", promise.reach());
        if (Double.isFinite(promise.measured())) {
            json.writeNumberField("measured", Math.round(promise.measured() * 1000) / 1000.0);
        } else {
            json.writeNullField("measured");
        }
        json.writeBooleanField("kept", promise.kept());
        json.writeEndObject();
    }

    private static void table(JsonGenerator json, Table table) throws IOException {
        json.writeStartObject();
        json.writeStringField("heading", table.heading());
        json.writeFieldName("columns");
        strings(json, table.columns());
        json.writeArrayFieldStart("rows");
        for (List<String> row : table.rows()) {
            strings(json, row);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void strings(JsonGenerator json, Collection<String> values) throws IOException {
        json.writeStartArray();
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }
}
