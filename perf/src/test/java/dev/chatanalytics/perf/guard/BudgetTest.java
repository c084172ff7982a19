package dev.chatanalytics.perf.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BudgetTest {

    @TempDir
    private Path directory;

    @Test
    void shouldAllowItsHeadRoom() throws IOException {
        assertThat(budget("allocated.bytes=1000").excess("allocated.bytes", 1_149))
                .isEmpty();
    }

    @Test
    void shouldSayWhatIsOverItAndHowToRenewIt() throws IOException {
        assertThat(budget("allocated.bytes=1000")
                        .excess("allocated.bytes", 1_151)
                        .orElseThrow())
                .contains("allocated.bytes: 1,151.0 a message (budget 1,000.0, with head-room 1,150.0)")
                .contains("write allocated.bytes=1151.0 into " + directory.resolve("budget.properties"));
    }

    @Test
    void shouldRefuseAFileWithoutTheFigure() throws IOException {
        Budget empty = budget("");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> empty.excess("system.calls", 1))
                .withMessageContaining("system.calls is missing");
        Budget words = budget("system.calls=many");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> words.excess("system.calls", 1))
                .withMessageContaining("many");
    }

    private Budget budget(String text) throws IOException {
        return Budget.read(Files.writeString(directory.resolve("budget.properties"), text));
    }
}
