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
    private final Supplier<Optional<String>> stalled;
    private volatile String obstacle = "starting";

    /** @param stalled the stage that stands still with work before it, if one does */
    public Lifecycle(Supplier<EngineState> engine, Supplier<Optional<String>> stalled) {
        this.engine = engine;
        this.stalled = stalled;
    }

    /** Not ready from now on, since this is in the way. */
    public void notReady(String why) {
        obstacle = why;
    }

    /** Ready from now on, as long as the engine runs. */
    public void ready() {
        obstacle = null;
    }

    /** Why no message is taken, or nothing when they are. */
    Optional<String> whyNotReady() {
        EngineState state = engine.get();
        String why = obstacle;
        if (why != null) {
            return Optional.of(why);
        }
        return state == EngineState.RUNNING
                ? stalled.get().map(stage -> stage + " stands still; the log says where")
                : Optional.of("engine " + lower(state));
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
