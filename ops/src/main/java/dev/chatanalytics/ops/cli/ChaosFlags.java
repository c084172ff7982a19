package dev.chatanalytics.ops.cli;

import dev.chatanalytics.ops.verify.chaos.ChaosOptions;
import dev.chatanalytics.ops.verify.chaos.Durability;
import dev.chatanalytics.ops.verify.chaos.FaultKind;
import dev.chatanalytics.ops.verify.chaos.Programs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What {@code verify} is told about chaos. */
final class ChaosFlags {

    private static final int RATE = 2_000;
    private static final Duration DURATION = Duration.ofMinutes(10);

    @Option(names = "--chaos", description = "Break a private stack, and verify that.")
    private boolean chaos;

    @Option(
            names = "--durability",
            paramLabel = "MODE",
            defaultValue = "journal",
            converter = Mode.class,
            description = "The private service's durability.mode, journal or memory: what a 202 of it promises. "
                    + "Default: ${DEFAULT-VALUE}")
    private Durability durability;

    @Option(
            names = "--faults",
            paramLabel = "KIND",
            split = ",",
            converter = Kind.class,
            completionCandidates = Kinds.class,
            description = "Only these: ${COMPLETION-CANDIDATES}. Default: all, and pooler only with --pooler")
    private List<FaultKind> faults;

    @Option(
            names = "--pooler",
            description = "PgBouncer with pool_mode=transaction before the private database. Needs pgbouncer, "
                    + "on the PATH or in /usr/sbin.")
    private boolean pooler;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "For the page of the chaos run. Default: data/verify/SEED")
    private Path out;

    boolean isAsked() {
        return chaos;
    }

    /** @throws IllegalArgumentException when they make no sense, or PgBouncer is asked for and missing */
    ChaosOptions options(long seed, Duration duration, Integer rate, int bots) {
        return options(seed, duration, rate, bots, Programs.find("pgbouncer"));
    }

    ChaosOptions options(long seed, Duration duration, Integer rate, int bots, Optional<Path> pgbouncer) {
        if (pooler && pgbouncer.isEmpty()) {
            throw new IllegalArgumentException(
                    "pooler: pgbouncer is neither on the PATH nor in /usr/sbin (expected: to be installed; Debian: pgbouncer)");
        }
        return new ChaosOptions(
                seed,
                duration == null ? DURATION : duration,
                rate == null ? RATE : rate,
                bots,
                durability,
                faults == null ? FaultKind.all(pooler) : faults,
                pooler ? pgbouncer.get() : null,
                Path.of(System.getProperty("java.io.tmpdir")));
    }

    Path out(long seed) {
        return out == null ? Path.of(DemoCommand.DEFAULT_DIR, "verify", Long.toString(seed)) : out;
    }

    /** The names that {@code --faults} knows. */
    static final class Kinds extends ArrayList<String> {

        private static final long serialVersionUID = 1L;

        Kinds() {
            super(Arrays.stream(FaultKind.values()).map(FaultKind::option).toList());
        }
    }

    /** Reads a kind of fault. */
    static final class Kind implements ITypeConverter<FaultKind> {

        @Override
        public FaultKind convert(String value) {
            return FaultKind.of(value)
                    .orElseThrow(() -> new TypeConversionException(value + " (expected: some of " + new Kinds() + ")"));
        }
    }

    /** Reads a mode. */
    static final class Mode implements ITypeConverter<Durability> {

        @Override
        public Durability convert(String value) {
            return Arrays.stream(Durability.values())
                    .filter(mode -> mode.key().equals(value.toLowerCase(Locale.ROOT)))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException(value + " (expected: journal or memory)"));
        }
    }
}
