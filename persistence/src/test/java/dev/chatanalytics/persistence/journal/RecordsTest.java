package dev.chatanalytics.persistence.journal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatanalytics.engine.message.Message;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which bytes are records. */
class RecordsTest {

    /** {@link JournalWriter#message Messages} 0 to 29, of which the first eight had been released, as version 1 wrote them. */
    private static final int OLD = 30;

    private static final int OLD_RELEASED = 8;

    @TempDir
    private Path temp;

    private final Quiet quiet = new Quiet();

    @AfterEach
    void speak() {
        quiet.close();
    }

    @Test
    void shouldReadTheFirstVersion() throws Exception {
        List<Message> found = new ArrayList<>();
        try (FileMessageLog log = oldRun().open()) {
            Recovered report = log.recover(found::add);
            assertThat(report).isEqualTo(new Recovered(OLD - OLD_RELEASED, OLD_RELEASED, 0, 2, 0, 0));
        }
        assertThat(found).isEqualTo(oldMessages());
    }

    @Test
    void shouldReadTheFirstVersionBesideTheSecond() throws Exception {
        JournalFolder folder = oldRun();
        List<Message> fresh = JournalFolder.messages(10);
        JournalFolder killed;
        try (FileMessageLog log = folder.open()) {
            JournalFolder.commit(log, fresh);
            JournalFolder.release(log, 4);
            log.idle(false);
            killed = folder.copyTo(temp.resolve("killed"));
        }
        assertThat(killed.names())
                .containsExactly("000001-000001.journal", "000001-000002.journal", "000002-000001.journal");
        List<Message> expected = new ArrayList<>(oldMessages());
        expected.addAll(fresh.subList(4, 10));
        assertThat(killed.recovered()).isEqualTo(expected);
    }

    /** The text is a watermark that releases everything, as far as text can be: the length in front of it is the record's. */
    @Test
    void shouldNotTakeATextForARecord() throws IOException {
        String end = "\u0002\u0002" + "~".repeat(60);
        byte[] behind = ByteBuffer.allocate(Integer.BYTES).array(); // zeros, as the file ends with
        byte[] payload = (end + new String(behind, UTF_8)).getBytes(UTF_8);
        String text = forge(payload) + new String(payload, 0, end.length(), UTF_8);
        JournalFolder folder = new JournalFolder(temp.resolve("forged"));
        List<Message> messages = JournalFolder.messages(3);
        try (FileMessageLog log = folder.open()) {
            JournalFolder.commit(log, messages);
            JournalFolder.commit(log, List.of(new Message("m", "bot", null, text, 1, 1)));
            JournalFolder killed = folder.copyTo(temp.resolve("killed"));
            Path segment = killed.segments().get(0);
            byte[] bytes = Files.readAllBytes(segment);
            int forged = new String(bytes, ISO_8859_1).indexOf(text) - Integer.BYTES;
            assertThat(isRecordButForItsMeaning(bytes, forged)).isTrue();
            bytes[forged - 1] ^= 1; // so the record that it stands in is skipped
            Files.write(segment, bytes);
            assertThat(killed.recovered()).isEqualTo(messages);
        }
    }

    /** A text of four characters that is the checksum of the payload, whose first filler is varied until it is one. */
    private static String forge(byte[] payload) {
        CRC32C crc = new CRC32C();
        for (int i = 0; i < 1 << 24; i++) {
            payload[2] = (byte) (' ' + i % 64);
            payload[3] = (byte) (' ' + i / 64 % 64);
            payload[4] = (byte) (' ' + i / 4096 % 64);
            crc.reset();
            crc.update(payload);
            byte[] sum = ByteBuffer.allocate(Integer.BYTES)
                    .putInt((int) crc.getValue())
                    .array();
            if (sum[0] > 0 && sum[1] > 0 && sum[2] > 0 && sum[3] > 0) {
                return new String(sum, UTF_8);
            }
        }
        throw new AssertionError("no checksum is text");
    }

    private static boolean isRecordButForItsMeaning(byte[] bytes, int at) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        CRC32C crc = new CRC32C();
        crc.update(bytes, at + RecordFormat.HEADER, buffer.getInt(at));
        return buffer.getInt(at + Integer.BYTES) == (int) crc.getValue();
    }

    private JournalFolder oldRun() throws IOException, URISyntaxException {
        JournalFolder folder = new JournalFolder(Files.createDirectories(temp.resolve("old")));
        Path recorded = Path.of(RecordsTest.class.getResource("/journal-v1").toURI());
        try (Stream<Path> files = Files.list(recorded)) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.dir().resolve(file.getFileName()));
            }
        }
        return folder;
    }

    private static List<Message> oldMessages() {
        return LongStream.range(OLD_RELEASED, OLD)
                .mapToObj(JournalWriter::message)
                .toList();
    }
}
