package dev.chatanalytics.ops.verify.chaos;

import dev.chatanalytics.ops.verify.load.Load;
import dev.chatanalytics.ops.verify.oracle.Findings;
import java.time.Duration;
import java.util.Random;
import java.util.Set;

/** Does one fault to the stack and heals it again, whatever happens. Thread-safe, as faults that meet share no part. */
final class Injector {

    /** They need somewhere to put what is in the ring, */
    private static final Set<FaultKind> DRAINING = Set.of(FaultKind.SERVICE_STOP, FaultKind.START_WITHOUT_DATABASE);

    /** and these take it. */
    private static final Set<FaultKind> FILLING = Set.of(FaultKind.DEAD_LETTERS_FULL, FaultKind.LARGE_MESSAGES);

    private final ChaosStack stack;
    private final Pause pause;
    private final ServiceFaults service;
    private final DatabaseFaults database;
    private final AdministratorFaults administrator;
    private final PoolerFaults pooler;
    private final NlpFaults nlp;
    private final ClockFaults clock;
    private final FsyncFaults fsync;
    private final LoadFaults load;
    private final StartFaults start;

    Injector(ChaosStack stack, Load load, Findings findings, Pause pause) {
        this.stack = stack;
        this.pause = pause;
        service = stack.serviceFaults(findings);
        database = new DatabaseFaults(stack.database(), stack.proxy());
        administrator = new AdministratorFaults(stack.database());
        pooler = new PoolerFaults(stack.pooler());
        nlp = new NlpFaults(stack.nlp());
        clock = new ClockFaults(stack.clock(), stack.admin());
        fsync = new FsyncFaults(stack.fsync(), stack.service());
        this.load = new LoadFaults(load.conduct(), database, nlp);
        start = new StartFaults(stack, load::accepted, findings);
    }

    /** Why this cannot be done here, or null when it can. */
    String cannot(FaultKind kind) {
        boolean memory = stack.durability() == Durability.MEMORY;
        return switch (kind) {
            case SERVICE_KILL -> memory ? "durability.mode=memory promises nothing across kill -9" : null;
            case JOURNAL_FULL ->
                memory
                        ? "durability.mode=memory has no journal"
                        : stack.journal().cannotFill();
            case DEAD_LETTERS_FULL -> stack.deadLetters().cannotFill();
            case POOLER -> stack.pooler().cannot();
            case CLOCK_JUMP -> stack.clock().cannot();
            case SLOW_FSYNC ->
                memory ? "durability.mode=memory has no journal" : stack.fsync().cannot();
            default -> null;
        };
    }

    /** Whether both at once would hurt one part twice, or ask for more than is promised. */
    boolean clash(FaultKind one, FaultKind other) {
        boolean nowhereToDrain = stack.durability() == Durability.MEMORY
                && (DRAINING.contains(one) && FILLING.contains(other)
                        || DRAINING.contains(other) && FILLING.contains(one));
        return !one.canMeet(other) || nowhereToDrain;
    }

    /** Blocks until the part that was hurt works again. Returns what there is to say of it. */
    String inject(ScheduledFault fault) throws Exception {
        Random random = new Random(fault.salt());
        Duration length = fault.length();
        return switch (fault.kind()) {
            case SERVICE_KILL -> service.kill(length, pause);
            case SERVICE_STOP -> service.stop(length, pause);
            case SERVICE_PAUSE -> service.pause(length, pause);
            case DATABASE_KILL -> database.kill(length, pause);
            case DATABASE_PAUSE -> database.pause(length, pause);
            case DATABASE_TERMINATE -> database.endCopies(length, pause);
            case DATABASE_RESET -> database.reset(length, pause, random);
            case DATABASE_BLACK_HOLE -> database.swallow(length, pause);
            case READ_ONLY_DATABASE -> administrator.makeReadOnly(length, pause);
            case DETACHED_WEEK -> administrator.detachWeek(length, pause, random);
            case POOLER -> pooler.restart(length, pause, random);
            case NLP_HANG -> nlp.behave(NlpFaults.hanging(), length, pause);
            case NLP_ERRORS -> nlp.behave(NlpFaults.failing(random), length, pause);
            case NLP_SLOW -> nlp.behave(NlpFaults.slow(random), length, pause);
            case NLP_GARBAGE -> nlp.behave(NlpFaults.garbage(), length, pause);
            case NLP_FLAP -> nlp.flap(length, pause, random);
            case CLOCK_JUMP -> clock.jump(length, pause, random);
            case JOURNAL_FULL -> DatabaseFaults.fill(stack.journal(), length, pause);
            case DEAD_LETTERS_FULL -> database.fillAsWell(stack.deadLetters(), length, pause);
            case SLOW_FSYNC -> fsync.slow(length, pause, random);
            case LARGE_MESSAGES -> load.sendLargest(length, pause, random);
            case REPEATING_BOT -> load.repeat(length, pause);
            case START_WITHOUT_DATABASE -> start.withoutDatabase(length, pause, random);
        };
    }
}
