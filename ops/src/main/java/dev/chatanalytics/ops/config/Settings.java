package dev.chatanalytics.ops.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What all sources together say about each known key, the later source having its way. Immutable. */
public final class Settings {

    private final Map<String, Setting> settings;
    private final List<String> faults;

    private Settings(Map<String, Setting> settings, List<String> faults) {
        this.settings = settings;
        this.faults = faults;
    }

    /**
     * Reads all sources: the defaults, {@code weak}, the file, the environment, {@code strong}.
     *
     * @param weak what the program suggests
     * @param strong what the program insists on
     * @throws ConfigurationException when a source cannot be read; what else is wrong is told by {@link Values}
     */
    public static Settings load(Layer weak, Optional<Path> file, Map<String, String> environment, Layer strong)
            throws ConfigurationException {
        Layer defaults = FileLayer.defaults();
        List<String> keys = defaults.settings().stream().map(Setting::key).toList();
        Layer written = file.map(FileLayer::read).orElse(Layer.of("", Map.of()));
        for (Layer layer : List.of(weak, written)) {
            if (!layer.faults().isEmpty()) { // what it says of the values, or does not say, means nothing
                throw new ConfigurationException(layer.faults());
            }
        }
        Layer variables = EnvironmentLayer.read(environment, keys);
        return merge(List.of(defaults, weak, written, variables, strong));
    }

    private static Settings merge(List<Layer> layers) {
        Map<String, Setting> merged = new LinkedHashMap<>();
        List<String> faults = new ArrayList<>();
        layers.get(0).settings().forEach(setting -> merged.put(setting.key(), setting));
        for (Layer layer : layers) {
            faults.addAll(layer.faults());
            for (Setting setting : layer.settings()) {
                if (merged.replace(setting.key(), setting) == null) {
                    faults.add(unknown(setting, merged.keySet()));
                }
            }
        }
        return new Settings(merged, faults);
    }

    private static String unknown(Setting setting, Collection<String> keys) {
        boolean section = keys.stream().anyMatch(key -> key.startsWith(setting.key() + "."));
        String why = section ? "a section, not a key" : "no such key" + didYouMean(setting.key(), keys);
        return setting.key() + ": " + why + " [origin: " + setting.origin() + "]";
    }

    static String didYouMean(String word, Collection<String> known) {
        return Suggestion.nearest(word, known)
                .map(name -> " (did you mean " + name + "?)")
                .orElse("");
    }

    Setting get(String key) {
        Setting setting = settings.get(key);
        if (setting == null) {
            throw new IllegalArgumentException("key: " + key + " (expected: one of defaults.conf)");
        }
        return setting;
    }

    /** Every known key, in the alphabet's order. */
    Collection<String> keys() {
        return settings.keySet();
    }

    /** What is wrong with the sources themselves: names that nobody knows. */
    List<String> faults() {
        return faults;
    }
}
