package dev.chatanalytics.persistence.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatanalytics.engine.message.Message;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real processes, killed with SIGKILL at moments that the seed chooses. */
class KilledProcessIT {

    @TempDir
    private Path temp;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void shouldRecoverAllThatAKilledProcessPromised(long seed) throws IOException, InterruptedException {
        JournalFolder folder = new JournalFolder(temp);
        List<Long> promises = runAndKill(seed);
        long promised = promises.get(promises.size() - 1);
        long noted = promises.get(promises.size() - 2);
        List<Message> found = new ArrayList<>();
        try (FileMessageLog log = folder.open()) {
            Recovered report = log.recover(found::add);
            assertThat(report.badSegments()).isZero();
            log.forgetRecovered();
        }
        assertThat(found).allMatch(message -> message.equals(JournalWriter.message(JournalWriter.number(message))));
        List<Long> numbers = found.stream().map(JournalWriter::number).toList();
        assertThat(numbers).isSorted().doesNotHaveDuplicates();
        assertThat(numbers)
                .as("seed %d: all up to %d that were not released", seed, promised)
                .containsAll(LongStream.rangeClosed(Math.max(0, promised - JournalWriter.UNSAFE + 1), promised)
                        .filter(number -> !JournalWriter.isWithdrawn(number))
                        .boxed()
                        .toList());
        assertThat(numbers)
                .as("seed %d: withdrawn up to %d, and noted by a later commit", seed, noted)
                .noneMatch(number -> number <= noted && JournalWriter.isWithdrawn(number));
    }

    /** Returns the last message that was promised by each commit. */
    private List<Long> runAndKill(long seed) throws IOException, InterruptedException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        classPath,
                        JournalWriter.class.getName(),
                        temp.toString(),
                        Long.toString(seed))
                .redirectError(Redirect.INHERIT)
                .start();
        int commits = 2 + new Random(seed).nextInt(300);
        List<Long> promises = new ArrayList<>();
        try (BufferedReader said = writer.inputReader()) {
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                // After the kill too: what was printed is promised, though nobody has read it yet.
                promises.add(Long.parseLong(line));
                commits--;
                if (commits == 0) {
                    // Not by the Process itself, which would close the stream.
                    writer.toHandle().destroyForcibly();
                }
            }
        } finally {
            writer.destroyForcibly().waitFor();
        }
        assertThat(promises).hasSizeGreaterThanOrEqualTo(2);
        return promises;
    }
}
