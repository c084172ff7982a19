package dev.chatanalytics.ops.config;

import java.util.List;

/** Prints effective settings as a configuration file that could be read again, but for its masked secrets. */
public final class Listing {

    private Listing() {}

    /** One line for each key: value and origin, aligned. */
    public static List<String> of(Settings settings) {
        List<String> assignments = settings.keys().stream()
                .map(key -> assignment(settings.get(key)))
                .toList();
        int width = assignments.stream().mapToInt(String::length).max().orElse(0);
        return settings.keys().stream()
                .map(key -> pad(assignment(settings.get(key)), width) + "  # "
                        + settings.get(key).origin())
                .toList();
    }

    private static String assignment(Setting setting) {
        return setting.key() + " = " + quoted(setting.shown());
    }

    private static String quoted(String value) {
        if (value == null) {
            return "null";
        }
        boolean plain = value.matches("[\\w%.-]+(/[\\w%.-]+)*") && !value.matches("null|true|false");
        return plain
                ? value
                : '"' + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(width - text.length());
    }
}
