package dev.chatanalytics.ops.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Reads settings as what they mean, and collects what is wrong with them. A value that is wrong is stood in for by a
 * harmless one, so that the rest can be read: use nothing before {@link #check}. Not thread-safe.
 */
final class Values {

    private final Settings settings;
    private final List<String> faults = new ArrayList<>();
    private final Set<String> faulty = new LinkedHashSet<>();

    Values(Settings settings) {
        this.settings = settings;
    }

    /** @throws ConfigurationException with all faults, when there was any */
    void check() throws ConfigurationException {
        List<String> all = new ArrayList<>(settings.faults());
        all.addAll(faults);
        if (!all.isEmpty()) {
            throw new ConfigurationException(all);
        }
    }

    String text(String key, String expected) {
        return read(key, expected, v -> Optional.of(v).filter(t -> !t.isBlank()), "");
    }

    /** Null when nothing is given. */
    String optionalText(String key, String expected) {
        return settings.get(key).value() == null ? null : text(key, expected);
    }

    /** What the file says that is named, whenever it is asked; null when none is named. */
    Supplier<String> optionalSecret(String key) {
        return settings.get(key).value() == null
                ? null
                : read(key, "a file that can be read and has a secret in it", v -> SecretFile.open(key, v), () -> "");
    }

    /** What stands in when nothing is given, too. */
    <T> T optional(String key, String expected, Function<String, Optional<T>> parse, T nothing) {
        return settings.get(key).value() == null ? nothing : read(key, expected, parse, nothing);
    }

    int integer(String key, int min, int max) {
        return read(key, "a whole number from " + min + " to " + max, v -> Units.integer(v, min, max), min);
    }

    /** The word, or a number. */
    int integerOr(String key, String word, int meaning, int min, int max) {
        String expected = word + ", or a whole number from " + min + " to " + max;
        return read(key, expected, v -> v.equals(word) ? Optional.of(meaning) : Units.integer(v, min, max), min);
    }

    int port(String key) {
        return read(key, "a port from 0 to 65535, 0 for any free one", v -> Units.integer(v, 0, 65_535), 0);
    }

    int powerOfTwo(String key, int min, int max) {
        String expected = "a power of two from " + min + " to " + max;
        return read(key, expected, v -> Units.integer(v, min, max).filter(n -> Integer.bitCount(n) == 1), min);
    }

    Duration duration(String key, Duration min, Duration max) {
        String expected = "a duration with its unit, such as " + Units.show(min) + ", up to " + Units.show(max);
        return read(
                key, expected, v -> Units.duration(v).filter(d -> d.compareTo(min) >= 0 && d.compareTo(max) <= 0), min);
    }

    long size(String key, long min) {
        return read(
                key,
                "a size of at least " + min + " bytes, such as 1GiB",
                v -> Units.size(v).filter(n -> n >= min),
                min);
    }

    long size(String key, long min, long max) {
        return read(
                key,
                "a size from " + min + " to " + max + " bytes, such as " + Units.show(min),
                v -> Units.size(v).filter(n -> n >= min && n <= max),
                min);
    }

    /** The word, or a size. */
    long sizeOr(String key, String word, long meaning, long min) {
        return read(
                key,
                word + ", or a size of at least " + min + " bytes, such as " + Units.show(16 * min),
                v -> v.equals(word) ? Optional.of(meaning) : Units.size(v).filter(n -> n >= min),
                min);
    }

    /** From above 0 to at most {@code max}, both parts of 1. */
    double percentage(String key, double max) {
        String expected = "a percentage above 0% and up to " + Math.round(max * 100) + "%";
        return read(key, expected, v -> Units.percentage(v).filter(p -> p > 0 && p <= max), max);
    }

    URI url(String key) {
        return read(
                key, "a URL that starts with http:// or https:// and names a host", Units::httpUrl, URI.create("/"));
    }

    Path path(String key) {
        return read(key, "a path", v -> v.isBlank() ? Optional.empty() : Optional.of(Path.of(v)), Path.of(""));
    }

    <E extends Enum<E>> E choice(String key, Class<E> type) {
        List<E> all = Arrays.asList(type.getEnumConstants());
        String names = all.stream().map(Values::name).collect(Collectors.joining(", "));
        String expected = all.size() == 1 ? names : "one of " + names;
        return read(
                key, expected, v -> all.stream().filter(e -> name(e).equals(v)).findFirst(), all.get(0));
    }

    /** A rule about several keys, looked at only when each of them by itself is right. */
    void require(boolean holds, String key, String expected, String... others) {
        if (!holds && !faulty.contains(key) && Arrays.stream(others).noneMatch(faulty::contains)) {
            fault(key, expected);
        }
    }

    <T> T read(String key, String expected, Function<String, Optional<T>> parse, T standIn) {
        Setting setting = settings.get(key);
        Optional<T> value = setting.value() == null ? Optional.empty() : parsed(setting.value(), parse);
        if (value.isEmpty()) {
            fault(key, expected);
        }
        return value.isPresent() ? value.get() : standIn;
    }

    private static <T> Optional<T> parsed(String value, Function<String, Optional<T>> parse) {
        try {
            return parse.apply(value);
        } catch (IllegalArgumentException | ArithmeticException e) {
            return Optional.empty(); // no number, no path, too large: all of them are "not what was expected"
        }
    }

    private void fault(String key, String expected) {
        Setting setting = settings.get(key);
        String given = setting.value() == null ? "nothing" : '"' + setting.shown() + '"';
        String origin = setting.value() == null && setting.origin().equals("default")
                ? "no default; set it in the file or as env " + EnvironmentLayer.variable(key)
                : setting.origin();
        if (faulty.add(key)) { // a key that two parts need is still one fault
            faults.add(key + ": " + given + " (expected " + expected + ") [origin: " + origin + "]");
        }
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
