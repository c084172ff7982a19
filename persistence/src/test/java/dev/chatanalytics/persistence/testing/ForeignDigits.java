package dev.chatanalytics.persistence.testing;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.function.Executable;

/** A machine whose digits are not 0 to 9. */
public final class ForeignDigits {

    private static final Locale EGYPT = Locale.forLanguageTag("ar-EG-u-nu-arab");

    private ForeignDigits() {}

    /** Does it under a locale with other digits; the JVM's own comes back afterwards. */
    public static void during(Executable action) throws Throwable {
        Locale before = Locale.getDefault();
        Locale.setDefault(EGYPT);
        try {
            action.execute();
        } finally {
            Locale.setDefault(before);
        }
    }

    /** Renames a file as an earlier build would have named it there: each digit becomes the one that is {@code zero} based. */
    public static void rename(Path file, char zero) throws IOException {
        StringBuilder name = new StringBuilder();
        file.getFileName()
                .toString()
                .chars()
                .forEach(c -> name.append((char) (Character.isDigit(c) ? zero + c - '0' : c)));
        String encoded = URLEncoder.encode(name.toString(), StandardCharsets.UTF_8);
        // By way of the URI, since under LANG=C a path cannot be made of such a name.
        Files.move(file, Path.of(URI.create(file.getParent().toUri() + encoded)));
    }
}
