package dev.chatanalytics.ops.sandbox;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A behaviour as JSON: one flat object of numbers. Stateless. */
final class BehaviourJson {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private BehaviourJson() {}

    /** Every knob, turned or not. */
    static String write(SandboxBehaviour behaviour) {
        return Arrays.stream(Knob.values())
                .map(knob -> '"' + knob.json() + "\":" + Knob.text(behaviour.get(knob)))
                .collect(Collectors.joining(",", "{", "}"));
    }

    /**
     * The behaviour with the members of the object set.
     *
     * @throws InvalidBehaviourException for anything but known members with good values
     */
    static SandboxBehaviour read(byte[] json, SandboxBehaviour behaviour) {
        Map<Knob, Double> knobs = new EnumMap<>(Knob.class);
        knobs.putAll(behaviour.knobs());
        try (JsonParser parser = JSON.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new InvalidBehaviourException(null, "not an object", "a JSON object");
            }
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                Knob knob = knob(parser.currentName());
                parser.nextToken();
                knobs.put(knob, number(parser, knob));
            }
            if (parser.nextToken() != null) {
                throw new InvalidBehaviourException(null, "more after the object", "one JSON object");
            }
        } catch (JsonProcessingException e) {
            throw new InvalidBehaviourException(null, e.getOriginalMessage(), "a JSON object");
        } catch (IOException e) {
            throw new UncheckedIOException("an array cannot fail to be read", e);
        }
        return new SandboxBehaviour(knobs);
    }

    private static Knob knob(String name) {
        return Knob.of(name)
                .orElseThrow(() -> new InvalidBehaviourException(
                        name,
                        "unknown member",
                        Arrays.stream(Knob.values()).map(Knob::json).collect(Collectors.joining(", "))));
    }

    private static double number(JsonParser parser, Knob knob) throws IOException {
        if (!parser.currentToken().isNumeric()) {
            throw new InvalidBehaviourException(knob.json(), parser.getText(), knob.expected());
        }
        return parser.getDoubleValue();
    }
}
