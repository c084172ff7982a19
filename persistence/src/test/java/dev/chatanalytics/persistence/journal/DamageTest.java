package dev.chatanalytics.persistence.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatanalytics.engine.message.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every way in which one segment can be spoilt by a flipped bit, a cut or rubbish. */
class DamageTest {

    private static final int MESSAGES = 6;

    @TempDir
    private Path temp;

    private final Quiet quiet = new Quiet();
    private final List<Integer> ends = new ArrayList<>();
    private List<Message> messages;
    private Path segment;
    private byte[] good;

    @BeforeEach
    void write() throws IOException {
        messages = JournalFolder.messages(MESSAGES);
        JournalFolder original = new JournalFolder(temp.resolve("original"));
        try (FileMessageLog log = original.open()) {
            for (int i = 0; i < MESSAGES; i++) {
                JournalFolder.commit(log, messages.subList(i, i + 1));
            }
            JournalFolder copy = original.copyTo(temp.resolve("copy"));
            segment = copy.segments().get(0);
            good = Files.readAllBytes(segment);
        }
        try (SegmentReader reader = new SegmentReader(segment)) {
            while (reader.next() != null) {
                ends.add((int) reader.goodEnd());
            }
        }
        assertThat(ends).as("records").hasSize(MESSAGES);
    }

    @AfterEach
    void speak() {
        quiet.close();
    }

    @Test
    void shouldLoseOneMessageAtMostToAFlippedBit() throws IOException {
        for (int at = 0; at < end(); at++) {
            byte[] bytes = good.clone();
            bytes[at] ^= (byte) (1 << at % 8);
            int hit = recordAt(at);
            List<Message> rest = new ArrayList<>(messages);
            rest.remove(hit);
            Found found = read(bytes);
            assertThat(found.messages).as("byte %d", at).isEqualTo(rest);
            boolean inTheLast = hit == MESSAGES - 1;
            assertThat(found.report.badSegments()).as("byte %d", at).isEqualTo(inTheLast ? 0 : 1);
            assertThat(found.report.tornBytes() > 0).as("byte %d", at).isEqualTo(inTheLast);
        }
    }

    @Test
    void shouldLoseNothingToRubbishBehindTheLastRecord() throws IOException {
        for (int at = end(); at < good.length; at += 13) {
            byte[] bytes = good.clone();
            bytes[at] ^= 0x5A;
            Found found = read(bytes);
            assertThat(found.messages).as("byte %d", at).isEqualTo(messages);
            assertThat(found.report.tornBytes()).isEqualTo(at + 1 - end());
        }
    }

    @Test
    void shouldKeepWholeRecordsOfASegmentThatIsCutAnywhere() throws IOException {
        for (int length = 0; length <= end(); length++) {
            byte[] bytes = new byte[length];
            System.arraycopy(good, 0, bytes, 0, length);
            int whole = ends.contains(length) ? ends.indexOf(length) + 1 : recordAt(length);
            Found found = read(bytes);
            assertThat(found.messages).as("cut at %d", length).isEqualTo(messages.subList(0, whole));
            assertThat(found.report.badSegments()).isZero();
        }
    }

    @Test
    void shouldCutATornTailForGood() throws IOException {
        byte[] bytes = good.clone();
        bytes[end() - 1]++;
        read(bytes);
        assertThat(segment).hasSize(ends.get(MESSAGES - 2));
        assertThat(read(Files.readAllBytes(segment)).report.tornBytes()).isZero();
    }

    @Test
    void shouldSurviveNothingButRubbish() throws IOException {
        byte[] bytes = new byte[3 << 20];
        new Random(20261123).nextBytes(bytes);
        assertThat(read(bytes).messages).isEmpty();
    }

    private record Found(List<Message> messages, Recovered report) {}

    private Found read(byte[] bytes) throws IOException {
        Files.write(segment, bytes);
        List<Message> found = new ArrayList<>();
        Recovered report = Leftovers.find(segment.getParent()).read(found::add);
        return new Found(found, report);
    }

    private int end() {
        return ends.get(MESSAGES - 1);
    }

    private int recordAt(int at) {
        int index = 0;
        while (ends.get(index) <= at) {
            index++;
        }
        return index;
    }
}
