package dev.chatanalytics.ops.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads a file in HOCON, JSON or properties into a layer. */
final class FileLayer {

    /** Keys whose sections are values: names in them are the operator's own. */
    private static final Set<String> DOCUMENTS =
            Set.of("nlp.headers", "nlp.request", "nlp.answer.languages", "nlp.answer.sentiments");

    private FileLayer() {}

    /** What is in the jar: every key there is. */
    static Layer defaults() {
        Config config = ConfigFactory.parseResources(FileLayer.class, "defaults.conf", FileSource.STRICT);
        List<Setting> named = settings(config, "").stream()
                .map(s -> new Setting(s.key(), s.value(), "default"))
                .toList();
        return new Layer(named, List.of());
    }

    /** What an operator wrote. A file that cannot be read is a layer with one fault. */
    static Layer read(Path file) {
        if (!Files.exists(file) || Files.isDirectory(file)) {
            return broken(file + " (expected a file that exists)");
        }
        try {
            Config config = FileSource.of(file).parse();
            return new Layer(settings(config.resolve(), file.toString()), List.of());
        } catch (IOException e) {
            return broken(file + " (expected a file that can be read): " + e);
        } catch (ConfigException e) {
            return broken(file + " (expected HOCON, JSON or properties): " + oneLine(e));
        }
    }

    private static Layer broken(String fault) {
        return new Layer(List.of(), List.of(fault));
    }

    private static String oneLine(ConfigException e) {
        return e.getMessage().replaceAll("\\s*\\R\\s*", " ");
    }

    private static List<Setting> settings(Config config, String source) {
        List<Setting> settings = new ArrayList<>();
        collect("", config.root(), source, settings);
        settings.sort(Comparator.comparing(Setting::key));
        return settings;
    }

    /** By hand, because {@code Config.entrySet()} leaves out what is null. */
    private static void collect(String path, ConfigObject object, String source, List<Setting> settings) {
        for (Map.Entry<String, ConfigValue> member : object.entrySet()) {
            String key = path + member.getKey();
            if (member.getValue() instanceof ConfigObject section && !DOCUMENTS.contains(key)) {
                collect(key + ".", section, source, settings);
            } else {
                settings.add(new Setting(
                        key, text(member.getValue()), place(member.getValue().origin(), source)));
            }
        }
    }

    /** As it was written: {@code 010} stays {@code 010}, so that a fault shows what the file shows. */
    private static String text(ConfigValue value) {
        return switch (value.valueType()) {
            case NULL -> null;
            case LIST, OBJECT -> value.render(ConfigRenderOptions.concise());
            default -> value.atKey("v").getString("v");
        };
    }

    private static String place(ConfigOrigin origin, String source) {
        if (origin.lineNumber() <= 0) {
            return origin.filename() == null ? origin.description() : origin.filename(); // a variable, perhaps
        }
        return (origin.filename() == null ? source : origin.filename()) + ":" + origin.lineNumber();
    }
}
