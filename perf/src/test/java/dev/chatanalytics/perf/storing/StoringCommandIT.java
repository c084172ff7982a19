package dev.chatanalytics.perf.storing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatanalytics.perf.promise.PromiseTable;
import dev.chatanalytics.perf.testbed.OwnCpus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.ExitCode;

class StoringCommandIT {

    @TempDir
    private Path out;

    @Test
    void shouldStoreTheSameRowsInEachWay() throws IOException {
        int code = StoringCommand.commandLine()
                .execute(
                        "--rounds=1",
                        "--rows=2000",
                        "--client-cpus=" + OwnCpus.all(),
                        "--database-cpus=" + OwnCpus.all(),
                        "--out=" + out);
        if (!hasPsql()) {
            assertThat(code).as("nothing to compare with").isEqualTo(ExitCode.SOFTWARE);
            assertThat(out.resolve("promises.json")).doesNotExist();
            return;
        }
        // Which of them depends on how fast this machine is at the moment.
        assertThat(code).isIn(ExitCode.OK, PromiseTable.INVALID, PromiseTable.NOT_KEPT);
        assertThat(Files.readString(out.resolve("promises.json")))
                .contains(
                        "commit",
                        "psql (PostgreSQL)",
                        "store, % of",
                        "copy text",
                        "copy binary",
                        "rows/s",
                        "bytes allocated, each")
                .doesNotContain("NaN");
    }

    @Test
    void shouldStoreRowsThatRepeat() throws IOException {
        int code = StoringCommand.commandLine()
                .execute(
                        "--rounds=1",
                        "--rows=2000",
                        "--duplicates=20",
                        "--client-cpus=" + OwnCpus.all(),
                        "--database-cpus=" + OwnCpus.all(),
                        "--out=" + out);
        assertThat(code).isIn(ExitCode.OK, PromiseTable.INVALID);
        assertThat(Files.readString(out.resolve("promises.json")))
                .contains("400 (400 – 400)", "CPU of PostgreSQL", "bytes allocated, each")
                .doesNotContain("NaN");
    }

    @Test
    void shouldRefuseWhatIsNoPercentage() {
        int code = StoringCommand.commandLine().execute("--duplicates=100", "--out=" + out);
        assertThat(code).isEqualTo(ExitCode.USAGE);
        assertThat(out).isEmptyDirectory();
    }

    private static boolean hasPsql() {
        try {
            Psql.find("jdbc:postgresql://localhost/none");
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
