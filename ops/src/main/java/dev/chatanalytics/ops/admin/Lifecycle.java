package dev.chatanalytics.ops.admin;

import dev.chatanalytics.engine.EngineState;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Whether the service is up to its work, and if not, why. Thread-safe; reading never blocks.
 *
 * <p>Ready is for whoever sends messages: they go elsewhere meanwhile. Live is for whoever restarts processes: only a
 * failed engine is a reason to, never a database or an API that is down.
 */
public final class Lifecycle {

    private final Supplier<EngineState> engine;
    private final Supplier<Optional<String>> trouble;
    private volatile Standing standing = Standing.notReady("starting");

    /** @param trouble why a running engine does not get on with messages, if it does not */
    public Lifecycle(Supplier<EngineState> engine, Supplier<Optional<String>> trouble) {
        this.engine = engine;
        this.trouble = trouble;
    }

    /** At one moment: not ready for a reason, or ready, perhaps with a remark. The last one is never changed again. */
    private record Standing(String obstacle, String remark, boolean last) {
        static Standing notReady(String why) {
            return new Standing(why, null, false);
        }
    }

    private synchronized void become(Standing next) {
        if (!standing.last()) {
            standing = next;
        }
    }

    /** Not ready from now on, since this is in the way. */
    public void notReady(String why) {
        become(Standing.notReady(why));
    }

    /** Ready from now on, as long as the engine runs. */
    public void ready() {
        become(new Standing(null, null, false));
    }

    /** The same, and whoever asks is told this besides. */
    public void readyBut(String remark) {
        become(new Standing(null, remark, false));
    }

    /** Not ready for good, whatever is said afterwards by those who are still starting. */
    public void stopping() {
        become(new Standing("stopping", null, true));
    }

    /** Why no message should be sent here, or nothing when they should. */
    Optional<String> whyNotReady() {
        EngineState state = engine.get();
        String why = standing.obstacle();
        if (why != null) {
            return Optional.of(why);
        }
        return state == EngineState.RUNNING ? trouble.get() : Optional.of("engine " + lower(state));
    }

    /** What is missing although it is ready, or nothing. */
    Optional<String> remark() {
        return Optional.ofNullable(standing.remark());
    }

    /** Why the process should be restarted, or nothing. */
    Optional<String> whyNotLive() {
        return engine.get() == EngineState.FAILED
                ? Optional.of("the engine has failed; the log says why")
                : Optional.empty();
    }

    static String lower(Enum<?> state) {
        return state.name().toLowerCase(java.util.Locale.ROOT);
    }
}
