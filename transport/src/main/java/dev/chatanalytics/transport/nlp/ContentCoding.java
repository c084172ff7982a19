package dev.chatanalytics.transport.nlp;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * How a body is encoded, by its {@code Content-Encoding}. Stateless.
 *
 * <p>It is decoded when it is whole: bodies are small, and so one that was cut off is never taken for a whole one. No more is
 * ever inflated than fits in, however much would come out.
 */
enum ContentCoding {
    NONE,
    GZIP,
    DEFLATE,
    UNKNOWN;

    /** What a name in the head of a gzip file, or blocks that could not be deflated, may add. */
    private static final int SLACK = 1_024;

    private static final int SLACK_SHIFT = 6;
    private static final int ZLIB_METHOD = 8;
    private static final int ZLIB_CHECK = 31;

    static ContentCoding of(HttpHeaders headers) {
        return headers.contains(HttpHeaderNames.CONTENT_ENCODING) ? ofName(name(headers)) : NONE;
    }

    /** All values of the header. */
    static String name(HttpHeaders headers) {
        return String.join(", ", headers.getAll(HttpHeaderNames.CONTENT_ENCODING));
    }

    private static ContentCoding ofName(String name) {
        return switch (name.trim().toLowerCase(Locale.ROOT)) {
            case "", "identity" -> NONE;
            case "gzip", "x-gzip" -> GZIP;
            case "deflate" -> DEFLATE;
            default -> UNKNOWN;
        };
    }

    /** How long an encoded body may be when what it says may have {@code limit} bytes. */
    int encodedLimit(int limit) {
        return this == NONE ? limit : limit + SLACK + (limit >> SLACK_SHIFT);
    }

    /** @throws IOException when it is cut off or damaged, has more than {@code limit} bytes, or the coding is unknown */
    byte[] decode(byte[] body, int limit) throws IOException {
        if (this == NONE || body.length == 0) {
            return body;
        }
        return switch (this) {
            case GZIP -> read(new GZIPInputStream(new ByteArrayInputStream(body)), limit);
            case DEFLATE -> inflate(body, limit);
            default -> throw new IOException("in an unknown encoding");
        };
    }

    /** It ought to be in zlib's format, but some servers leave out its frame. */
    private static byte[] inflate(byte[] body, int limit) throws IOException {
        boolean framed = body.length > 1
                && (body[0] & 0xF) == ZLIB_METHOD
                && ((body[0] & 0xFF) << 8 | body[1] & 0xFF) % ZLIB_CHECK == 0;
        Inflater inflater = new Inflater(!framed);
        try {
            return read(new InflaterInputStream(new ByteArrayInputStream(body), inflater), limit);
        } finally {
            inflater.end();
        }
    }

    private static byte[] read(InputStream decoded, int limit) throws IOException {
        try (decoded) {
            byte[] bytes = decoded.readNBytes(limit + 1);
            if (bytes.length > limit) {
                throw new IOException("more than " + limit + " bytes");
            }
            return bytes;
        }
    }
}
