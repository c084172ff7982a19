package dev.chatanalytics.persistence.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * One step of the schema.
 *
 * @param version its number
 * @param description what it brings
 */
record Script(String version, String description) {

    private static final String FOLDER = "/db/migration/";

    /** Its file's name. */
    String file() {
        return "V" + version + "__" + description + ".sql";
    }

    /** Its statements. */
    String sql() {
        try (InputStream in = Script.class.getResourceAsStream(FOLDER + file())) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As Flyway computes it, from the lines without their ends. */
    int checksum() {
        CRC32 crc = new CRC32();
        sql().lines().forEach(line -> crc.update(line.getBytes(StandardCharsets.UTF_8)));
        return (int) crc.getValue();
    }
}
