package dev.chatanalytics.ops.config;

import dev.chatanalytics.engine.runtime.LogThrottle;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A secret that stands in a file, without the end of its line. The file is read again whenever the secret is asked for,
 * since whoever renews secrets writes them there. Thread-safe.
 *
 * <p>While the file cannot be read, or is empty as one that is just being written, the secret is what it was. A pipe can be
 * read once only, and is.
 */
final class SecretFile implements Supplier<String> {

    private static final Logger LOG = LoggerFactory.getLogger(SecretFile.class);

    private final String key;
    private final Path file;
    private final LogThrottle warnings = LogThrottle.everyMinute();
    private volatile String last;

    private SecretFile(String key, Path file, String first) {
        this.key = key;
        this.file = file;
        this.last = first;
    }

    /**
     * Nothing when there is no secret in it now.
     *
     * @param key that names the file, for warnings
     */
    static Optional<Supplier<String>> open(String key, String name) {
        Path file = Path.of(name);
        boolean again = Files.isRegularFile(file);
        try {
            String first = read(file);
            if (first.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(again ? new SecretFile(key, file, first) : () -> first);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public String get() {
        try {
            String now = Files.isRegularFile(file) ? read(file) : "";
            if (now.isEmpty()) {
                warn("it is missing, or empty");
            } else {
                last = now;
            }
        } catch (IOException e) {
            warn(e.toString());
        }
        return last;
    }

    private void warn(String why) {
        if (warnings.admit() > 0) {
            LOG.warn("{}: {} gives no secret, going on with the last one: {}", key, file, why);
        }
    }

    private static String read(Path file) throws IOException {
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(FileSource.bytes(file)))
                .toString();
        return FileSource.withoutMark(text).replaceAll("[\\r\\n]+$", "");
    }
}
