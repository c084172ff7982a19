package dev.chatanalytics.perf.storing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.chatanalytics.perf.compare.ComparisonCommand;
import dev.chatanalytics.perf.compare.OwnCpus;
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
        assumeTrue(hasPsql(), "psql is not installed, so there is nothing to compare with");
        int code = StoringCommand.commandLine()
                .execute(
                        "--rounds=1",
                        "--rows=2000",
                        "--client-cpus=" + OwnCpus.all(),
                        "--database-cpus=" + OwnCpus.all(),
                        "--out=" + out);
        // Which of them depends on how fast this machine is at the moment.
        assertThat(code).isIn(ExitCode.OK, ComparisonCommand.INVALID, ComparisonCommand.NOT_KEPT);
        assertThat(Files.readString(out.resolve("report.txt")))
                .contains("commit", "psql (PostgreSQL)", "store", "\\copy text", "\\copy binary", "store reaches")
                .doesNotContain("NaN");
        assertThat(Files.readString(out.resolve("report.json"))).contains("\"unit\" : \"rows\"", "\"reach\" : 0.9");
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
