package dev.chatanalytics.transport.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A second opinion: what RFC 9112 makes of the bytes of a connection, read strictly. What the RFC lets a server either
 * repair or refuse is malformed here.
 */
final class HttpReference {

    static final int MAX_BODY = 64 * 1024;
    private static final int MAX_LINE = 8 * 1024;
    private static final int MAX_HEADERS = 16 * 1024;
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    private static final String PLAIN = "[\\t \\x21\\x23-\\x5B\\x5D-\\x7E]*+";
    private static final String QUOTED = "\"" + PLAIN + "(?:\\\\[\\t \\x21-\\x7E]" + PLAIN + ")*+\"";
    private static final Pattern REQUEST_LINE = Pattern.compile("(" + TOKEN + ") ([\\x21-\\x7E]+) HTTP/1\\.([01])");
    private static final Pattern FIELD = Pattern.compile("(" + TOKEN + "):[ \\t]*([\\t\\x20-\\x7E\\x80-\\xFF]*)");
    private static final Pattern CHUNK_SIZE = Pattern.compile("([0-9A-Fa-f]+)(?:[ \\t]*;.*)?");
    private static final Pattern CHUNK = Pattern.compile(
            "([0-9A-Fa-f]+)(?:[ \\t]*;[ \\t]*" + TOKEN + "(?:[ \\t]*=[ \\t]*(?:" + TOKEN + "|" + QUOTED + "))?)*");

    /** How the connection goes on after the requests that are whole. */
    enum Ending {
        /** With a part of a request, or with nothing. */
        MORE_TO_COME,
        /** The last request was the last. */
        CLOSED,
        /** With something that is no request, or too large. */
        MALFORMED,
        /** With something whose end is certain, but which a server may refuse at once, later or not at all. */
        DOUBTFUL
    }

    /**
     * All requests that are whole, in order, and what follows at which byte.
     *
     * @param refused a request that is not whole, and need not be to be refused; else null
     * @param headEnds whether there is an empty line behind that byte
     */
    record Reading(
            List<ReadRequest> requests, ReadRequest refused, Ending ending, String why, int at, boolean headEnds) {}

    private static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        private Malformed(String why) {
            super(why);
        }
    }

    private static final class Doubtful extends Exception {
        private static final long serialVersionUID = 1L;
    }

    private static final class Incomplete extends Exception {
        private static final long serialVersionUID = 1L;
    }

    private final String in;
    private int at;
    private int fieldBytes;
    private ReadRequest refused;

    private HttpReference(String in) {
        this.in = in;
    }

    static Reading read(byte[] stream) {
        HttpReference reader = new HttpReference(new String(stream, ISO_8859_1));
        List<ReadRequest> requests = new ArrayList<>();
        try {
            while (requests.isEmpty() || requests.get(requests.size() - 1).keepAlive()) {
                requests.add(reader.request());
            }
            return reader.reading(requests, Ending.CLOSED, "");
        } catch (Incomplete e) {
            return reader.reading(requests, Ending.MORE_TO_COME, "");
        } catch (Doubtful e) {
            return reader.reading(requests, Ending.DOUBTFUL, "");
        } catch (Malformed e) {
            return reader.reading(requests, Ending.MALFORMED, e.getMessage());
        }
    }

    private Reading reading(List<ReadRequest> requests, Ending ending, String why) {
        return new Reading(requests, refused, ending, why, at, in.indexOf("\r\n\r\n", at) >= 0);
    }

    private ReadRequest request() throws Malformed, Doubtful, Incomplete {
        while (at < in.length() && "\r\n".indexOf(in.charAt(at)) >= 0) {
            at++; // empty lines, however they end
        }
        Matcher line = match(REQUEST_LINE, line(MAX_LINE), "request line");
        boolean http11 = line.group(3).equals("1");
        ReadRequest head = new ReadRequest(line.group(1), line.group(2), http11, fields(false), new byte[0]);
        require(!http11 || head.values("host").size() == 1, "host");
        ReadRequest whole = head.with(body(head).getBytes(ISO_8859_1));
        refused = null;
        return whole;
    }

    private List<ReadRequest.Field> fields(boolean trailer) throws Malformed, Doubtful, Incomplete {
        List<ReadRequest.Field> fields = new ArrayList<>();
        fieldBytes = trailer ? fieldBytes : 0; // one limit for both
        for (String line = line(MAX_HEADERS); !line.isEmpty(); line = line(MAX_HEADERS)) {
            fieldBytes += line.length();
            requireUpTo(MAX_HEADERS, fieldBytes);
            boolean folded = !fields.isEmpty() && " \t".indexOf(line.charAt(0)) >= 0;
            if (trailer && (folded || line.matches("(?is)(content-length|transfer-encoding|trailer):.*"))) {
                throw new Doubtful();
            }
            Matcher field = match(FIELD, line, "field");
            fields.add(new ReadRequest.Field(field.group(1), field.group(2).replaceAll("[ \\t]+$", "")));
        }
        return fields;
    }

    private String body(ReadRequest head) throws Malformed, Doubtful, Incomplete {
        List<String> lengths = head.values("content-length");
        List<String> codings = head.values("transfer-encoding");
        require(lengths.size() + codings.size() <= 1, "framed twice");
        if (!codings.isEmpty()) {
            require(codings.get(0).equalsIgnoreCase("chunked") && head.http11(), "transfer coding");
            refused = head.isRefused() ? head : null;
            return chunks();
        }
        if (lengths.isEmpty()) {
            return "";
        }
        require(lengths.get(0).matches("[0-9]+"), "length");
        BigInteger length = new BigInteger(lengths.get(0));
        require(length.bitLength() < Long.SIZE, "length");
        refused = head.isRefused() ? head : null;
        require(length.compareTo(BigInteger.valueOf(MAX_BODY)) <= 0, "too large");
        return take(length.intValue());
    }

    private String chunks() throws Malformed, Doubtful, Incomplete {
        StringBuilder body = new StringBuilder();
        for (int size = chunkSize(); size > 0; size = chunkSize()) {
            require(body.length() + size <= MAX_BODY, "too large");
            body.append(take(size));
            String end = take(1);
            require(end.equals("\r"), "chunk end");
            end = take(1);
            require(end.equals("\n"), "chunk end");
        }
        fields(true);
        return body.toString();
    }

    private int chunkSize() throws Malformed, Doubtful, Incomplete {
        String line = line(MAX_LINE);
        BigInteger size = new BigInteger(match(CHUNK_SIZE, line, "chunk").group(1), 16);
        require(size.bitLength() < 32, "chunk size");
        if (size.intValue() > MAX_BODY || !CHUNK.matcher(line).matches()) {
            throw new Doubtful();
        }
        return size.intValue();
    }

    private String take(int count) throws Incomplete {
        if (at + count > in.length()) {
            throw new Incomplete();
        }
        at += count;
        return in.substring(at - count, at);
    }

    private String line(int longest) throws Malformed, Doubtful, Incomplete {
        int end = in.indexOf('\n', at);
        int length = (end < 0 ? in.length() : end - 1) - at;
        requireUpTo(longest, length);
        if (end < 0) {
            throw new Incomplete();
        }
        require(length >= 0 && in.charAt(end - 1) == '\r', "line end");
        String line = in.substring(at, end - 1);
        at = end + 1;
        return line;
    }

    /** Whether a line end counts depends on the pieces in which it comes. */
    private static void requireUpTo(int longest, int length) throws Malformed, Doubtful {
        require(length <= longest, "too long");
        if (length > longest - "\r\n".length()) {
            throw new Doubtful();
        }
    }

    private static Matcher match(Pattern pattern, String line, String what) throws Malformed {
        Matcher matcher = pattern.matcher(line);
        require(matcher.matches(), what + ": " + line);
        return matcher;
    }

    private static void require(boolean rule, String what) throws Malformed {
        if (!rule) {
            throw new Malformed(what);
        }
    }
}
