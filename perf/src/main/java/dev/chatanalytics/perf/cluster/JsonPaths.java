package dev.chatanalytics.perf.cluster;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A JSON file as a flat map: {@code {"a":{"b":[7]}}} becomes {@code a.b.0 = 7}. */
final class JsonPaths {

    private JsonPaths() {}

    /** @throws IOException when it cannot be read, or is not JSON */
    static Map<String, String> read(Path file) throws IOException {
        Map<String, String> all = new LinkedHashMap<>();
        try (JsonParser json = new JsonFactory().createParser(file.toFile())) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token.isScalarValue() && token != JsonToken.VALUE_NULL) {
                    String pointer = json.getParsingContext().pathAsPointer().toString();
                    all.put(pointer.substring(1).replace('/', '.'), json.getText());
                }
            }
        }
        return all;
    }
}
