package dev.chatanalytics.transport.nlp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/** What an API does to a body with a {@code Content-Encoding}. */
final class Compression {

    private Compression() {}

    static byte[] gzip(byte[] bytes) {
        return compress(bytes, GZIPOutputStream::new);
    }

    /** @param framed whether in zlib's format, as it should be */
    static byte[] deflate(byte[] bytes, boolean framed) {
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, !framed);
        try {
            return compress(bytes, to -> new DeflaterOutputStream(to, deflater));
        } finally {
            deflater.end();
        }
    }

    private static byte[] compress(byte[] bytes, Compressor compressor) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (OutputStream out = compressor.to(compressed)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.toByteArray();
    }

    private interface Compressor {
        OutputStream to(OutputStream compressed) throws IOException;
    }
}
