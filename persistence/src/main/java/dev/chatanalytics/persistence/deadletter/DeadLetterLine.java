package dev.chatanalytics.persistence.deadletter;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/**
 * One line of a dead-letter file: a JSON object that begins with the checksum of its own rest,
 * {@code {"crc32c":"1f2e3d4c","kind":…}}. Stateless.
 *
 * <p>The checksum is over all bytes after its own comma. A line without one is taken as it is, so that an operator can
 * repair a line by hand and take the member out.
 */
final class DeadLetterLine {

    private static final byte[] MEMBER = "{\"crc32c\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final int HEX = 8;
    private static final byte[] AFTER = {'"', ','};
    private static final int HEAD = MEMBER.length + HEX + AFTER.length;

    private DeadLetterLine() {}

    /** The line, with its end. */
    static byte[] encode(DeadLetter letter) throws IOException {
        byte[] json = DeadLetterJson.write(letter);
        int rest = json.length - 1; // without the opening brace, which stands in MEMBER
        byte[] line = new byte[HEAD + rest + 1];
        System.arraycopy(json, 1, line, HEAD, rest);
        System.arraycopy(MEMBER, 0, line, 0, MEMBER.length);
        byte[] hex = HexFormat.of().toHexDigits(checksum(line, HEAD, rest)).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(hex, 0, line, MEMBER.length, HEX);
        System.arraycopy(AFTER, 0, line, MEMBER.length + HEX, AFTER.length);
        line[line.length - 1] = '\n';
        return line;
    }

    /**
     * The letter of a line given without its end.
     *
     * @throws IOException when the line is damaged or no dead letter, and how
     */
    static DeadLetter decode(byte[] line) throws IOException {
        if (line.length >= HEAD && Arrays.equals(line, 0, MEMBER.length, MEMBER, 0, MEMBER.length)) {
            verify(line);
        }
        return DeadLetterJson.read(line);
    }

    private static void verify(byte[] line) throws IOException {
        String given = new String(line, MEMBER.length, HEX, StandardCharsets.ISO_8859_1);
        String actual = HexFormat.of().toHexDigits(checksum(line, HEAD, line.length - HEAD));
        if (!given.equals(actual)) {
            throw new IOException("crc32c: " + given + " (expected: " + actual + ")");
        }
    }

    private static int checksum(byte[] bytes, int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, length);
        return (int) crc.getValue();
    }
}
