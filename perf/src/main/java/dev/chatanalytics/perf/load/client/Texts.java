package dev.chatanalytics.perf.load.client;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** What the chatbots say: texts as JSON strings without quotes, in UTF-8. Immutable. */
public final class Texts {

    private static final int GENERATED = 1_000;
    private static final String[] WORDS = {
        "hello",
        "please",
        "refund",
        "order",
        "where",
        "is",
        "my",
        "great",
        "thanks",
        "broken",
        "never",
        "again",
        "bonjour",
        "merci",
        "livraison",
        "très",
        "Grüße",
        "Bestellung",
        "schlecht",
        "danke",
        "gracias",
        "pedido",
        "спасибо",
        "заказ",
        "плохо",
        "你好",
        "谢谢",
        "订单",
        "ありがとう",
        "注文",
        "مرحبا",
        "شكرا",
        "😀",
        "👍"
    };

    private final List<String> texts;
    private final byte[][] escaped;

    private Texts(Stream<String> texts) {
        JsonStringEncoder encoder = JsonStringEncoder.getInstance();
        this.texts = texts.toList();
        escaped = this.texts.stream().map(encoder::quoteAsUTF8).toArray(byte[][]::new);
    }

    /**
     * The last tab-separated column of each line that is not blank.
     *
     * @throws IOException when the file cannot be read as UTF-8
     * @throws IllegalArgumentException when it holds no text
     */
    public static Texts of(Path tsv) throws IOException {
        try (Stream<String> lines = Files.lines(tsv)) {
            List<String> texts = lines.map(line -> line.substring(line.lastIndexOf('\t') + 1))
                    .filter(text -> !text.isBlank())
                    .toList();
            if (texts.isEmpty()) {
                throw new IllegalArgumentException("texts: " + tsv + " (expected: a file with at least one text)");
            }
            return new Texts(texts.stream());
        }
    }

    /** The same 1,000 texts each time, of 1 to 40 words in several scripts. */
    public static Texts generated() {
        Random random = new Random(7);
        return new Texts(Stream.generate(() -> sentence(random)).limit(GENERATED));
    }

    /** As they are, not escaped. */
    public List<String> all() {
        return texts;
    }

    int size() {
        return escaped.length;
    }

    byte[] escaped(int index) {
        return escaped[index];
    }

    private static String sentence(Random random) {
        List<String> words = new ArrayList<>();
        for (int n = 1 + random.nextInt(40); n > 0; n--) {
            words.add(WORDS[random.nextInt(WORDS.length)]);
        }
        return String.join(" ", words);
    }
}
