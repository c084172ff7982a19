package dev.chatanalytics.engine.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Spoils a document, a little at a time. */
final class Mutator {

    /** Bytes, written as Latin-1, that have upset one parser or another. */
    private static final List<String> INTERESTING = List.of(
            "\0",
            "\u00EF\u00BB\u00BF", // a byte order mark
            "\u00FE\u00FF",
            "\u00FF\u00FE",
            "\u00C0\u0080", // overlong
            "\u00E0\u0080\u00AF",
            "\u00F0\u0080\u0080\u0080",
            "\u00ED\u00A0\u0080", // a surrogate
            "\u00ED\u00A0\u00BD\u00ED\u00B9\u0082", // a pair of them
            "\u00F4\u0090\u0080\u0080", // beyond U+10FFFF
            "\u00F8\u0088\u0080\u0080\u0080",
            "\u0080",
            "\u00EF\u00BF\u00BD", // U+FFFD, rightly
            "\u00E2\u0080\u00A8",
            "\\u0000",
            "\\ud800",
            "\\udc00",
            "\\ud83d\\ude42",
            "\\u12",
            "\\x41",
            "\\",
            "\"",
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "-",
            "1e999",
            "-1E-99999",
            "1.",
            ".5",
            "+1",
            "01",
            "0x10",
            "NaN",
            "Infinity",
            "null",
            "tru",
            "'",
            "/**/",
            "// \n",
            "#",
            "\u000B",
            "\u00A0",
            "\u001E",
            "\"text\":\"again\",",
            "\"bot_id\":null,",
            "\"user_id\":null,",
            "\"x\\u0000\":\"\\udc00\",",
            "\"te\\u0078t\":\"again\",",
            "\"score\":1e39,",
            "\"language\":7,",
            "\"a\":1,\"a\":2,");

    private final SplittableRandom random;

    Mutator(SplittableRandom random) {
        this.random = random;
    }

    byte[] mutate(byte[] document) {
        byte[] out = document;
        for (int n = 1 + random.nextInt(3); n > 0; n--) {
            out = once(out);
        }
        return out;
    }

    private byte[] once(byte[] in) {
        int from = position(in.length);
        int to = Math.min(in.length, from + random.nextInt(random.nextBoolean() ? 4 : 200));
        return switch (random.nextInt(12)) {
            case 0 -> Arrays.copyOf(in, from);
            case 1 -> Arrays.copyOfRange(in, from, in.length);
            case 2 -> splice(in, from, to, new byte[0]);
            case 3 -> splice(in, to, to, Arrays.copyOfRange(in, from, to));
            case 4 -> splice(in, in.length, in.length, in);
            case 5 -> splice(in, from, Math.min(in.length, from + 1), new byte[] {(byte) random.nextInt(256)});
            case 6 -> deep(in, from);
            case 7 -> splice(in, from, from, number());
            case 8 -> random.nextInt(8) == 0 ? otherEncoding(in) : once(in);
            default -> splice(in, from, random.nextBoolean() ? from : to, interesting());
        };
    }

    /** The ends more often than their share, since more goes wrong there. */
    private int position(int length) {
        return switch (random.nextInt(8)) {
            case 0 -> 0;
            case 1 -> length;
            default -> random.nextInt(length + 1);
        };
    }

    private byte[] deep(byte[] in, int at) {
        int depth = random.nextInt(8) == 0 ? 10_000 : random.nextInt(980, 1_010);
        String open = random.nextBoolean() ? "[" : "{\"a\":";
        String close = open.equals("[") ? "]" : "}";
        String nest = "\"deep" + random.nextInt(10) + "\":" + open.repeat(depth) + "1" + close.repeat(depth) + ",";
        return splice(in, at, at, nest.getBytes(UTF_8));
    }

    private byte[] number() {
        String digits = "9".repeat(random.nextInt(1, 1_200));
        String exponent = random.nextBoolean() ? "" : "e" + (random.nextBoolean() ? "-" : "") + random.nextInt(200_000);
        return (digits + (random.nextBoolean() ? "" : ".25") + exponent).getBytes(UTF_8);
    }

    private byte[] otherEncoding(byte[] in) {
        String[] names = {"UTF-16", "UTF-16BE", "UTF-16LE", "UTF-32", "UTF-32BE", "UTF-32LE", "ISO-8859-1"};
        return new String(in, UTF_8).getBytes(Charset.forName(names[random.nextInt(names.length)]));
    }

    private byte[] interesting() {
        return INTERESTING.get(random.nextInt(INTERESTING.size())).getBytes(ISO_8859_1);
    }

    private static byte[] splice(byte[] in, int from, int to, byte[] with) {
        byte[] out = Arrays.copyOf(in, in.length - (to - from) + with.length);
        System.arraycopy(with, 0, out, from, with.length);
        System.arraycopy(in, to, out, from + with.length, in.length - to);
        return out;
    }
}
