package dev.chatanalytics.ops.config;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Names with values, as one setting: a section of a file, which arrives here as JSON, or lines of {@code name: value}. */
final class Pairs {

    private Pairs() {}

    /** In the order in which they were written; empty when it is neither of the two. */
    static Optional<Map<String, String>> parse(String text) {
        return text.strip().startsWith("{") ? section(text) : lines(text);
    }

    /** Blank lines and those that begin with {@code #} say nothing. */
    static Optional<Map<String, String>> lines(String text) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String line : text.lines().map(String::strip).toList()) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                pairs.put(
                        line.substring(0, colon).strip(),
                        line.substring(colon + 1).strip());
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                return Optional.empty();
            }
        }
        return Optional.of(pairs);
    }

    private static Optional<Map<String, String>> section(String text) {
        Map<String, String> pairs = new LinkedHashMap<>();
        try {
            for (var member : ConfigFactory.parseString(text).root().entrySet()) {
                ConfigValueType type = member.getValue().valueType();
                if (type == ConfigValueType.OBJECT || type == ConfigValueType.LIST || type == ConfigValueType.NULL) {
                    return Optional.empty();
                }
                pairs.put(member.getKey(), member.getValue().atKey("v").getString("v"));
            }
        } catch (ConfigException e) {
            return Optional.empty();
        }
        return Optional.of(pairs);
    }
}
