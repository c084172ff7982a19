package dev.chatanalytics.ops.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file that an operator named, or what stands for one: a pipe, a device, a link. Each is read once, since a pipe can be.
 *
 * @param text without the byte order mark that it may have begun with
 */
record FileSource(Path file, String text) {

    static final ConfigParseOptions STRICT = ConfigParseOptions.defaults().setAllowMissing(false);

    private static final int MAX_BYTES = 1 << 20;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /** Bytes that are no UTF-8 do no harm in a comment. */
    static FileSource of(Path file) throws IOException {
        return new FileSource(file, withoutMark(new String(bytes(file), StandardCharsets.UTF_8)));
    }

    /** Not without end: where a process has no standard input, the file of that name is one that Java opened, or a device. */
    static byte[] bytes(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new IOException("it has more than " + MAX_BYTES + " bytes");
            }
            return bytes;
        }
    }

    /** What editors of Windows put before the first character is no part of the text. */
    static String withoutMark(String text) {
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }

    Config parse() {
        ConfigSyntax syntax = syntax();
        ConfigParseOptions options = STRICT.setSyntax(syntax);
        if (Files.isRegularFile(file) && syntax != ConfigSyntax.PROPERTIES) {
            return ConfigFactory.parseFile(file.toFile(), options); // which finds what the file includes beside it
        }
        return ConfigFactory.parseString(text, options.setOriginDescription(file.toString()));
    }

    private ConfigSyntax syntax() {
        Optional<ConfigSyntax> named = named(file).or(() -> named(target()));
        return named.orElseGet(() -> isProperties() ? ConfigSyntax.PROPERTIES : ConfigSyntax.CONF);
    }

    /** Where a link leads. A file that was deleted after it had been opened, as a here-document is, has no name any more. */
    private Path target() {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            return file;
        }
    }

    private static Optional<ConfigSyntax> named(Path path) {
        String name = path.getFileName().toString();
        if (name.endsWith(".properties")) {
            return Optional.of(ConfigSyntax.PROPERTIES);
        }
        if (name.endsWith(".json")) {
            return Optional.of(ConfigSyntax.JSON);
        }
        return name.endsWith(".conf") ? Optional.of(ConfigSyntax.CONF) : Optional.empty();
    }

    /** HOCON, of which JSON is a part, has the first word; what it refuses may be lines of properties. */
    private boolean isProperties() {
        try {
            ConfigFactory.parseString(text, STRICT.setSyntax(ConfigSyntax.CONF));
            return false;
        } catch (ConfigException e) {
            return text.lines().map(String::strip).allMatch(line -> line.matches("([#!].*|[\\w.-]+\\s*[=:].*)?"));
        }
    }
}
