package dev.chatanalytics.engine.fuzz;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Writes values as JSON in any of the ways that the RFC allows. */
final class JsonScribe {

    private static final String SHORT = "\"\\/\b\f\n\r\t";
    private static final String SHORT_NAMES = "\"\\/bfnrt";
    private static final List<String> NUMBERS = List.of(
            "0", "-0", "7", "-12", "0.5", "1e5", "1E+5", "-3.25e-7", "0.0e-0", "123456789012345678901234567890");

    private final SplittableRandom random;

    JsonScribe(SplittableRandom random) {
        this.random = random;
    }

    /** Code points of all planes, without NUL and surrogates. */
    String characters(int least, int most) {
        int count = random.nextInt(least, most + 1);
        StringBuilder out = new StringBuilder();
        while (count > 0) {
            int c = codePoint();
            if (c != 0 && (c < 0xD800 || c > 0xDFFF)) {
                out.appendCodePoint(c);
                count--;
            }
        }
        return out.toString();
    }

    private int codePoint() {
        return switch (random.nextInt(6)) {
            case 0 -> random.nextInt(0x20);
            case 1 -> random.nextInt(0x800);
            case 2 -> random.nextInt(0x10000);
            case 3 -> random.nextInt(0x110000);
            default -> random.nextInt(0x20, 0x7F);
        };
    }

    String quote(String value) {
        int escapes = random.nextInt(3); // rare, some, most
        return value.codePoints()
                .mapToObj(c -> character(c, random.nextInt(4) < escapes * 2))
                .collect(Collectors.joining("", "\"", "\""));
    }

    private String character(int c, boolean escape) {
        int shortName = SHORT.indexOf(c);
        if (shortName >= 0 && random.nextBoolean()) {
            return "\\" + SHORT_NAMES.charAt(shortName);
        }
        if (escape || c < ' ' || c == '"' || c == '\\') {
            return new String(Character.toChars(c))
                    .chars()
                    .mapToObj(unit -> String.format(random.nextBoolean() ? "\\u%04x" : "\\u%04X", unit))
                    .collect(Collectors.joining());
        }
        return Character.toString(c);
    }

    String space() {
        int count = random.nextInt(8) == 0 ? random.nextInt(20) : random.nextInt(2);
        return IntStream.range(0, count)
                .mapToObj(i -> String.valueOf(" \t\r\n".charAt(random.nextInt(4))))
                .collect(Collectors.joining());
    }

    String number() {
        return NUMBERS.get(random.nextInt(NUMBERS.size()));
    }

    /** Any value. */
    String value(int depth) {
        return switch (random.nextInt(depth > 0 ? 8 : 6)) {
            case 0 -> "null";
            case 1 -> "true";
            case 2 -> "false";
            case 3, 4 -> number();
            case 5 -> quote(characters(0, 12));
            case 6 -> list("[", "]", IntStream.range(0, random.nextInt(5)).mapToObj(i -> value(depth - 1)));
            default ->
                list("{", "}", IntStream.range(0, random.nextInt(5)).mapToObj(i -> member("k" + i, value(depth - 1))));
        };
    }

    String member(String name, String value) {
        return quote(name) + space() + ":" + space() + value;
    }

    /** An object of these members, in this order. */
    String object(List<String> members) {
        return space() + list("{", "}", members.stream()) + space();
    }

    private String list(String open, String close, Stream<String> parts) {
        return parts.collect(Collectors.joining(space() + "," + space(), open + space(), space() + close));
    }
}
