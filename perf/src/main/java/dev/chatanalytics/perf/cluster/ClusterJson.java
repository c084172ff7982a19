package dev.chatanalytics.perf.cluster;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.chatanalytics.perf.promise.Promise;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The report of a cluster run for programs; each generator's own is beside it. */
final class ClusterJson {

    private ClusterJson() {}

    static void write(
            Path file,
            List<String> invalidBecause,
            List<Promise> promises,
            Map<String, String> figures,
            Map<String, String> environment)
            throws IOException {
        try (JsonGenerator json = new JsonFactory()
                .createGenerator(file.toFile(), JsonEncoding.UTF8)
                .useDefaultPrettyPrinter()) {
            json.writeStartObject();
            json.writeBooleanField("valid", invalidBecause.isEmpty());
            json.writeArrayFieldStart("invalid_because");
            for (String reason : invalidBecause) {
                json.writeString(reason);
            }
            json.writeEndArray();
            promises(json, promises);
            strings(json, "figures", figures);
            strings(json, "environment", environment);
            json.writeEndObject();
        }
    }

    private static void promises(JsonGenerator json, List<Promise> promises) throws IOException {
        json.writeArrayFieldStart("promises");
        for (Promise promise : promises) {
            json.writeStartObject();
            json.writeStringField("name", promise.name());
            json.writeStringField("reach", promise.reach());
            json.writeStringField("measured", promise.shown());
            json.writeBooleanField("kept", promise.kept());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void strings(JsonGenerator json, String name, Map<String, String> values) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, String> value : values.entrySet()) {
            json.writeStringField(value.getKey(), value.getValue());
        }
        json.writeEndObject();
    }
}
