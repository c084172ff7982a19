package dev.chatanalytics.ops.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatanalytics.ops.verify.chaos.ChaosOptions;
import dev.chatanalytics.ops.verify.chaos.FaultKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ChaosFlagsTest {

    private static final Optional<Path> PGBOUNCER = Optional.of(Path.of("/usr/sbin/pgbouncer"));

    private static ChaosOptions options(Optional<Path> pgbouncer, String... flags) {
        return CommandLine.populateCommand(new ChaosFlags(), flags)
                .options(7, Duration.ofMinutes(1), 100, 10, pgbouncer);
    }

    @Test
    void shouldHaveNoPoolerUnlessAsked() {
        ChaosOptions options = options(PGBOUNCER, "--chaos");

        assertThat(options.pooler()).isNull();
        assertThat(options.kinds()).doesNotContain(FaultKind.POOLER).contains(FaultKind.READ_ONLY_DATABASE);
        assertThat(options.command()).doesNotContain("--pooler", "--faults");
    }

    @Test
    void shouldHurtThePoolerToo() {
        ChaosOptions options = options(PGBOUNCER, "--chaos", "--pooler");

        assertThat(options.pooler()).isEqualTo(PGBOUNCER.get());
        assertThat(options.kinds()).containsExactly(FaultKind.values());
        assertThat(options.command()).endsWith(" --pooler");
    }

    @Test
    void shouldHurtOnlyWhatIsNamed() {
        ChaosOptions options = options(PGBOUNCER, "--chaos", "--pooler", "--faults", "pooler,detached-week");

        assertThat(options.kinds()).containsExactly(FaultKind.POOLER, FaultKind.DETACHED_WEEK);
        assertThat(options.command()).endsWith(" --pooler --faults pooler,detached-week");
    }

    /** The command makes a usage error of it, with exit code 2. */
    @Test
    void shouldSayThatPgBouncerIsMissing() {
        assertThatThrownBy(() -> options(Optional.empty(), "--chaos", "--pooler"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("pooler: pgbouncer is neither on the PATH nor in /usr/sbin");
    }
}
