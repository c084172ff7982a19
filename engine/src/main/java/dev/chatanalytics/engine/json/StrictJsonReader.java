package dev.chatanalytics.engine.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Reads one JSON document token by token, and refuses what two parsers could understand in two ways, such as invalid UTF-8,
 * other encodings, and anything after the value; and in strings that are asked for what PostgreSQL could not store: NUL and
 * lone surrogates. What is passed over must only be JSON, with objects and arrays at most 1,000 deep; but lone surrogates in
 * names are refused everywhere.
 *
 * <p>Not thread-safe; made for one document.
 */
public final class StrictJsonReader implements AutoCloseable {

    private static final int MAX_DEPTH = 1_000;
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    /**
     * How long a document may be is the caller's business: no number or name in it is too long. Names are not interned:
     * senders choose them, and a body full of new ones would cost ten times as much.
     */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final byte[] document;
    private final JsonParser parser;
    private final boolean hasEscapes;

    /**
     * Opens a document before its first token.
     *
     * @throws MalformedJsonException when it is not UTF-8
     */
    public StrictJsonReader(byte[] document) throws MalformedJsonException {
        this.document = document;
        int found = Utf8Scan.of(document);
        if (found == Utf8Scan.MALFORMED) {
            throw new MalformedJsonException("not valid UTF-8");
        }
        // Never part of JSON, and Jackson would take it as a sign of UTF-16 or UTF-32.
        if ((found & Utf8Scan.HAS_NUL) != 0) {
            throw new MalformedJsonException("there is a NUL byte in the body (expected JSON in UTF-8)");
        }
        // Without a backslash no string can hold what the checks of a string look for.
        hasEscapes = (found & Utf8Scan.HAS_BACKSLASH) != 0;
        try {
            parser = FACTORY.createParser(document);
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
    }

    /**
     * Opens a document and enters its object.
     *
     * @throws MalformedJsonException when it is not UTF-8, or is not an object
     */
    public static StrictJsonReader ofObject(byte[] document) throws MalformedJsonException {
        StrictJsonReader reader = new StrictJsonReader(document);
        JsonToken first = reader.next();
        if (first != JsonToken.START_OBJECT) {
            throw new MalformedJsonException(
                    first == null ? "the body is empty (expected one JSON object)" : "expected one JSON object");
        }
        return reader;
    }

    /** The whole document, decoded, without the byte order mark that it may have begun with. */
    public String text() {
        String text = new String(document, StandardCharsets.UTF_8);
        // Passed over, as RFC 8259 lets a reader do, and as Jackson does; but PostgreSQL would not.
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    }

    /** The name of the next member of the object, whatever characters it has, or null at its end. */
    public String nextMember() throws MalformedJsonException {
        JsonToken token = next();
        return token == JsonToken.END_OBJECT ? null : unchecked();
    }

    /** Moves to the next token: after {@link #nextMember}, to the member's value. Null at the end of the document. */
    public JsonToken next() throws MalformedJsonException {
        try {
            return parser.nextToken();
        } catch (JsonProcessingException e) {
            throw new MalformedJsonException("not valid JSON: " + firstLine(e.getOriginalMessage()) + " at byte "
                    + parser.currentLocation().getByteOffset());
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
    }

    /** The text of the current name, string or number. */
    public String string() throws MalformedJsonException {
        String string = unchecked();
        if (hasEscapes) {
            check(string);
        }
        return string;
    }

    private String unchecked() throws MalformedJsonException {
        try {
            return parser.getText();
        } catch (JsonProcessingException e) {
            throw new MalformedJsonException("not valid JSON: " + firstLine(e.getOriginalMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
    }

    /** Passes over the current value, whatever it is. */
    public void skipValue() throws MalformedJsonException {
        int depth = 0;
        JsonToken token = parser.currentToken();
        while (true) {
            if (token.isStructStart()) {
                depth++;
            } else if (token.isStructEnd()) {
                depth--;
            }
            if (depth == 0) {
                return;
            }
            token = next();
        }
    }

    /** What to throw when the current value is well-formed and still not what the document may hold here. */
    public MalformedJsonException unexpected(String expected) {
        return new MalformedJsonException("there is " + parser.currentToken() + " (expected " + expected + ")");
    }

    /** Makes sure that nothing but white space follows the document's value. */
    public void end() throws MalformedJsonException {
        if (next() != null) {
            throw new MalformedJsonException("there is more after the JSON object (expected nothing)");
        }
    }

    @Override
    public void close() {
        try {
            parser.close();
        } catch (IOException e) {
            throw new UncheckedIOException("closing a parser of memory", e);
        }
    }

    private static void check(String string) throws MalformedJsonException {
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            if (c == 0) {
                throw new MalformedJsonException("a string holds U+0000, which cannot be stored");
            }
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < string.length()
                        && Character.isLowSurrogate(string.charAt(i + 1));
                if (!pair) {
                    throw new MalformedJsonException(String.format(
                            Locale.ROOT, "a string holds the lone surrogate U+%04X, which cannot be stored", (int) c));
                }
                i++;
            }
        }
    }

    private static String firstLine(String message) {
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }
}
