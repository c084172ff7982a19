package dev.chatanalytics.perf.repeat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one run left in {@code promises.json}.
 *
 * @param valid whether its figures may be believed
 * @param environment names and values
 */
record RunFile(String title, boolean valid, List<Figure> figures, Map<String, String> environment) {

    /** One promise; NaN is measured where the figure is not known. */
    record Figure(String name, String reach, double measured, boolean kept) {}

    static RunFile read(Path file) throws IOException {
        try (JsonParser json = new JsonFactory().createParser(file.toFile())) {
            json.nextToken();
            return run(json);
        }
    }

    private static RunFile run(JsonParser json) throws IOException {
        String title = "";
        boolean valid = false;
        List<Figure> figures = new ArrayList<>();
        Map<String, String> environment = new LinkedHashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String member = json.currentName();
            json.nextToken();
            switch (member) {
                case "title" -> title = json.getText();
                case "valid" -> valid = json.getBooleanValue();
                case "promises" -> {
                    while (json.nextToken() == JsonToken.START_OBJECT) {
                        figures.add(figure(json));
                    }
                }
                case "environment" -> {
                    while (json.nextToken() == JsonToken.FIELD_NAME) {
                        environment.put(json.currentName(), json.nextTextValue());
                    }
                }
                default -> json.skipChildren();
            }
        }
        return new RunFile(title, valid, figures, environment);
    }

    private static Figure figure(JsonParser json) throws IOException {
        String name = "";
        String reach = "";
        double measured = Double.NaN;
        boolean kept = false;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String member = json.currentName();
            JsonToken value = json.nextToken();
            switch (member) {
                case "name" -> name = json.getText();
                case "reach" -> reach = json.getText();
                case "measured" -> measured = value == JsonToken.VALUE_NULL ? Double.NaN : json.getDoubleValue();
                case "kept" -> kept = json.getBooleanValue();
                default -> json.skipChildren();
            }
        }
        return new Figure(name, reach, measured, kept);
    }
}
