package dev.chatanalytics.ops.verify.chaos;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What can be done to the stack. Two faults that hurt the same part are never done at the same time. */
public enum FaultKind {
    SERVICE_KILL("kill -9 of the service, then a new one", 0, 1_000, Part.SERVICE),
    SERVICE_STOP("SIGTERM to the service under load, then a new one", 0, 1_000, Part.SERVICE),
    SERVICE_PAUSE("the service stands still (SIGSTOP)", 500, 2_000, Part.SERVICE),
    DATABASE_KILL("kill -9 of PostgreSQL, then a new one on the same data", 0, 2_000, Part.DATABASE),
    DATABASE_PAUSE("PostgreSQL stands still (SIGSTOP)", 1_000, 5_000, Part.DATABASE),
    DATABASE_TERMINATE("PostgreSQL ends sessions in the middle of COPY", 2_000, 6_000, Part.DATABASE),
    DATABASE_RESET("database connections are reset in the middle of COPY", 2_000, 6_000, Part.DATABASE),
    DATABASE_BLACK_HOLE("the way to the database swallows everything", 1_000, 5_000, Part.DATABASE),
    READ_ONLY_DATABASE("PostgreSQL takes no writes, and all its sessions are ended", 2_000, 6_000, Part.DATABASE),
    DETACHED_WEEK("a week is detached from the table, and attached again", 2_000, 8_000, Part.DATABASE),
    POOLER("PgBouncer is ended, and started again", 0, 3_000, Part.DATABASE),
    NLP_HANG("the NLP API never answers", 4_000, 12_000, Part.NLP),
    NLP_ERRORS("the NLP API fails, mostly", 4_000, 12_000, Part.NLP),
    NLP_SLOW("the NLP API is slow", 4_000, 12_000, Part.NLP),
    NLP_GARBAGE("the NLP API answers nonsense, or resets", 4_000, 12_000, Part.NLP),
    NLP_FLAP("the NLP API comes and goes", 4_000, 12_000, Part.NLP),
    CLOCK_JUMP("the service's clock jumps, and jumps back", 3_000, 8_000, Part.CLOCK),
    JOURNAL_FULL("the journal's disk is full", 4_000, 10_000, Part.JOURNAL), // it has taken room for seconds already
    DEAD_LETTERS_FULL(
            "the dead letters' disk is full while the database is away",
            2_000,
            8_000,
            Part.DEAD_LETTERS,
            Part.DATABASE),
    SLOW_FSYNC("each fsync of the service takes up to 2 s longer", 6_000, 15_000, Part.SERVICE, Part.JOURNAL),
    LARGE_MESSAGES(
            "many messages of the largest size while the database is away or the NLP API is slow",
            4_000,
            10_000,
            Part.LOAD,
            Part.DATABASE,
            Part.NLP),
    REPEATING_BOT("a bot sends again what was answered 202", 4_000, 12_000, Part.LOAD),
    START_WITHOUT_DATABASE(
            "the service is stopped, and started while PostgreSQL is away",
            1_000,
            5_000,
            Part.SERVICE,
            Part.DATABASE,
            Part.JOURNAL);

    /** A part of the stack. */
    enum Part {
        SERVICE,
        DATABASE,
        NLP,
        CLOCK,
        JOURNAL,
        DEAD_LETTERS,
        LOAD
    }

    private static final Duration RESTART = Duration.ofSeconds(5);

    /** A cold service needs a while before it keeps up with the load; only then has the next fault something to hurt. */
    private static final Duration RESTART_AND_WARM_UP = Duration.ofSeconds(15);

    /** Several parts start, one after the other. */
    private static final Duration RESTART_OF_ALL = Duration.ofSeconds(25);

    private final String label;
    private final int leastMillis;
    private final int mostMillis;
    private final Set<Part> parts;

    FaultKind(String label, int leastMillis, int mostMillis, Part... parts) {
        this.label = label;
        this.leastMillis = leastMillis;
        this.mostMillis = mostMillis;
        this.parts = Set.of(parts);
    }

    /** For people. */
    public String label() {
        return label;
    }

    /** As it is written on the command line: {@code service-kill}. */
    public String option() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /** The kind that is written like this, if there is one. */
    public static Optional<FaultKind> of(String option) {
        return Arrays.stream(values()).filter(k -> k.option().equals(option)).findFirst();
    }

    /** Those that can be done. @param pooled whether there is a pooler before the database */
    public static List<FaultKind> all(boolean pooled) {
        return Arrays.stream(values()).filter(kind -> pooled || kind != POOLER).toList();
    }

    /** Whether it may end the service by kill -9. */
    boolean kills() {
        return this == SERVICE_KILL || this == START_WITHOUT_DATABASE;
    }

    boolean canMeet(FaultKind other) {
        return parts.stream().noneMatch(other.parts::contains);
    }

    Duration least() {
        return Duration.ofMillis(leastMillis);
    }

    Duration most() {
        return Duration.ofMillis(mostMillis);
    }

    /** What it takes besides its length until the part works again, about. */
    Duration recovery() {
        return switch (this) {
            case SERVICE_KILL, SERVICE_STOP -> RESTART_AND_WARM_UP;
            case DATABASE_KILL -> RESTART;
            case START_WITHOUT_DATABASE -> RESTART_OF_ALL;
            default -> Duration.ZERO;
        };
    }
}
