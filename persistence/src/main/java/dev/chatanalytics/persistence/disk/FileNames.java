package dev.chatanalytics.persistence.disk;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Names of files, whatever the digits in them and the locale of this process. Stateless. */
public final class FileNames {

    private FileNames() {}

    /**
     * The name of a file, with the digits 0 to 9 in place of all others: earlier builds wrote numbers with the digits of the
     * machine's locale.
     */
    public static String withAsciiDigits(Path file) {
        StringBuilder name = new StringBuilder();
        decoded(file)
                .codePoints()
                .forEach(c -> name.appendCodePoint(
                        Character.getType(c) == Character.DECIMAL_DIGIT_NUMBER ? '0' + Character.digit(c, 10) : c));
        return name.toString();
    }

    /** By way of the URI, which has the bytes of the name: under LANG=C the path itself has lost all but ASCII. */
    private static String decoded(Path file) {
        String uri = file.toUri().getRawPath();
        String path = uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri;
        return URLDecoder.decode(path.substring(path.lastIndexOf('/') + 1), StandardCharsets.UTF_8);
    }
}
