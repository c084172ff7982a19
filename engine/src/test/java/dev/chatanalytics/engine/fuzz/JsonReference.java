package dev.chatanalytics.engine.fuzz;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A second opinion: RFC 8259 read by the book, slowly, without any library. Passes over one byte order mark, as the RFC
 * lets a reader do, and refuses names with lone surrogates, of which it says that nobody knows what they mean.
 */
final class JsonReference {

    private static final int TOO_DEEP = 1_000;
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

    /** What stands for {@code null}. */
    enum Null {
        NULL
    }

    /** A number as it was written. */
    record Num(String text) {}

    /** An object: its members in order, whatever is there twice included. */
    record Members(List<Map.Entry<String, Object>> entries) {}

    /**
     * A document.
     *
     * @param storable whether no string in it has U+0000 or a lone surrogate
     */
    record Document(String text, Object value, int depth, boolean storable) {}

    /** It is not JSON. */
    static final class Bad extends Exception {
        private static final long serialVersionUID = 1L;

        private Bad(String why) {
            super(why);
        }
    }

    private final String in;
    private int at;
    private int depth;
    private int deepest;
    private boolean storable = true;

    private JsonReference(String in) {
        this.in = in;
    }

    static Document read(byte[] bytes) throws Bad {
        String text = decode(bytes);
        JsonReference reader = new JsonReference(text.startsWith("\uFEFF") ? text.substring(1) : text);
        Object value = reader.value();
        reader.space();
        if (reader.at < reader.in.length()) {
            throw reader.bad("more");
        }
        return new Document(reader.in, value, reader.deepest, reader.storable);
    }

    private static String decode(byte[] bytes) throws Bad {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Bad("not UTF-8");
        }
    }

    private Object value() throws Bad {
        space();
        return switch (peek()) {
            case '{' -> members();
            case '[' -> elements();
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", Null.NULL);
            default -> number();
        };
    }

    private Members members() throws Bad {
        List<Map.Entry<String, Object>> entries = new ArrayList<>();
        enter();
        while (!closes('}', entries.isEmpty())) {
            space();
            String name = string();
            if (name.codePoints().anyMatch(c -> c >= 0xD800 && c <= 0xDFFF)) {
                throw bad("a lone surrogate in a name");
            }
            space();
            take(':');
            entries.add(Map.entry(name, value()));
        }
        return new Members(entries);
    }

    private List<Object> elements() throws Bad {
        List<Object> elements = new ArrayList<>();
        enter();
        while (!closes(']', elements.isEmpty())) {
            elements.add(value());
        }
        return elements;
    }

    private void enter() throws Bad {
        at++;
        deepest = Math.max(deepest, ++depth);
        if (depth > TOO_DEEP) {
            throw bad("deeper than this reader's stack");
        }
    }

    /** Whether the object or array ends here; if not, takes the comma that must stand before another one. */
    private boolean closes(char end, boolean first) throws Bad {
        space();
        if (peek() == end) {
            at++;
            depth--;
            return true;
        }
        if (!first) {
            take(',');
        }
        return false;
    }

    private Object word(String word, Object value) throws Bad {
        if (!in.startsWith(word, at)) {
            throw bad("a word");
        }
        at += word.length();
        return value;
    }

    private Num number() throws Bad {
        Matcher number = NUMBER.matcher(in).region(at, in.length());
        if (!number.lookingAt()) {
            throw bad("no value");
        }
        at = number.end();
        return new Num(number.group());
    }

    private String string() throws Bad {
        take('"');
        StringBuilder out = new StringBuilder();
        for (char c = peek(); c != '"'; c = peek()) {
            at++;
            if (c < ' ') {
                throw bad("a control character in a string");
            }
            out.append(c == '\\' ? escaped() : c);
        }
        at++;
        storable &= isStorable(out);
        return out.toString();
    }

    private char escaped() throws Bad {
        char c = peek();
        at++;
        int simple = "\"\\/bfnrt".indexOf(c);
        if (simple >= 0) {
            return "\"\\/\b\f\n\r\t".charAt(simple);
        }
        if (c != 'u' || at + 4 > in.length() || !in.substring(at, at + 4).matches("[0-9a-fA-F]{4}")) {
            throw bad("an escape");
        }
        at += 4;
        return (char) Integer.parseInt(in.substring(at - 4, at), 16);
    }

    /** Whether PostgreSQL takes it. */
    static boolean isStorable(CharSequence string) {
        return string.codePoints().noneMatch(c -> c == 0 || c >= 0xD800 && c <= 0xDFFF);
    }

    private void space() {
        while (at < in.length() && " \t\r\n".indexOf(in.charAt(at)) >= 0) {
            at++;
        }
    }

    private void take(char expected) throws Bad {
        if (peek() != expected) {
            throw bad("not " + expected);
        }
        at++;
    }

    private char peek() throws Bad {
        if (at >= in.length()) {
            throw bad("the end");
        }
        return in.charAt(at);
    }

    private Bad bad(String why) {
        return new Bad(why + " at character " + at);
    }
}
