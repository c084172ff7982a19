package dev.chatanalytics.ops.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What one source of configuration says. Immutable.
 *
 * @param settings in the order of the source
 * @param faults of the source itself, which make the rest of it meaningless
 */
public record Layer(List<Setting> settings, List<String> faults) {

    /** What a file says, in HOCON, JSON or properties. */
    public static Layer file(Path file) {
        return FileLayer.read(file);
    }

    /** Settings that the program itself makes, such as those of the demo. */
    public static Layer of(String origin, Map<String, String> values) {
        List<Setting> settings = values.entrySet().stream()
                .map(e -> new Setting(e.getKey(), e.getValue(), origin))
                .toList();
        return new Layer(settings, List.of());
    }
}
