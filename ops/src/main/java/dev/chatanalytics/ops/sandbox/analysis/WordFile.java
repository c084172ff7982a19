package dev.chatanalytics.ops.sandbox.analysis;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiConsumer;

/** Reads a word list of the jar: each line is a key and its words, a line that begins with {@code #} is a comment. */
final class WordFile {

    private static final String ROOT = "/sandbox/";

    private WordFile() {}

    /** Hands each line's key and words over; several lines may have the same key. */
    static void read(String name, BiConsumer<String, List<String>> line) {
        try (InputStream in = WordFile.class.getResourceAsStream(ROOT + name)) {
            if (in == null) {
                throw new IllegalStateException("word list " + name + " is not in the jar");
            }
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .filter(l -> !l.isBlank() && !l.startsWith("#"))
                    .map(l -> List.of(l.strip().split("\\s+")))
                    .forEach(words -> line.accept(words.get(0), words.subList(1, words.size())));
        } catch (IOException e) {
            throw new UncheckedIOException("word list " + name, e);
        }
    }
}
