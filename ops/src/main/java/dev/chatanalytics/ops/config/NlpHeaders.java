package dev.chatanalytics.ops.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The headers for the NLP API, some of them from files, which others may change at any time. Immutable.
 *
 * @param fixed of the configuration itself
 * @param file of more of them, in lines of {@code Name: value}; they go before the fixed ones
 * @param token a file of a token, for an {@code Authorization} header that goes before all others
 */
public record NlpHeaders(Map<String, String> fixed, Optional<Path> file, Optional<Path> token) {

    static final String EXPECTED = "names and values of HTTP headers, in visible ASCII characters, without those of"
            + " the transfer such as Content-Length, Connection and Host";

    private static final Set<String> OF_THE_TRANSFER = caseless(
            "Content-Length",
            "Transfer-Encoding",
            "Connection",
            "Keep-Alive",
            "Upgrade",
            "Expect",
            "TE",
            "Trailer",
            "Host");

    /** Whether there is anything that may change. A pipe can be read only once. */
    public boolean mayChange() {
        return (file.isPresent() || token.isPresent())
                && Stream.of(file, token).flatMap(Optional::stream).allMatch(Files::isRegularFile);
    }

    /**
     * All of them, as the files are now. Blocks.
     *
     * @throws IOException when a file cannot be read, or does not hold what it should; the message names it
     */
    public Map<String, String> read() throws IOException {
        Map<String, String> all = new LinkedHashMap<>(fixed);
        if (file.isPresent()) {
            all.putAll(Pairs.lines(text(file.get()))
                    .filter(read -> !read.isEmpty() && areHeaders(read))
                    .orElseThrow(
                            () -> new IOException(file.get() + " (expected lines of Name: value, " + EXPECTED + ")")));
        }
        if (token.isPresent()) {
            String bearer = "Bearer " + text(token.get()).strip();
            all.keySet().removeIf("Authorization"::equalsIgnoreCase);
            all.put("Authorization", bearer);
            if (bearer.isBlank() || bearer.endsWith(" ") || !areHeaders(all)) {
                throw new IOException(token.get() + " (expected a token in visible ASCII characters)");
            }
        }
        return all;
    }

    static boolean areHeaders(Map<String, String> headers) {
        return headers.entrySet().stream()
                .allMatch(h -> h.getKey().matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+")
                        && !OF_THE_TRANSFER.contains(h.getKey())
                        && h.getValue().matches("[ -~\\t]*"));
    }

    private static String text(Path file) throws IOException {
        return FileSource.withoutMark(Files.readString(file, StandardCharsets.UTF_8));
    }

    private static Set<String> caseless(String... names) {
        Set<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        set.addAll(Set.of(names));
        return set;
    }

    /** Without values, which are secret. */
    @Override
    public String toString() {
        return "NlpHeaders[" + fixed.keySet() + ", " + file + ", " + token + "]";
    }
}
