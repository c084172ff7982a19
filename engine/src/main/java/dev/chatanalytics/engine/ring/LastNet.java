package dev.chatanalytics.engine.ring;

import com.lmax.disruptor.ExceptionHandler;
import java.util.function.Consumer;

/**
 * Catches what a stage did not, which is a bug by itself. Disruptor's own handler would rethrow and so end the stage's
 * thread in silence; this one says that the engine has failed, and lets the stage go on with what is left.
 */
record LastNet(Consumer<Throwable> onFailure) implements ExceptionHandler<MessageSlot> {

    @Override
    public void handleEventException(Throwable fault, long sequence, MessageSlot slot) {
        onFailure.accept(fault);
    }

    @Override
    public void handleOnStartException(Throwable fault) {
        onFailure.accept(fault);
    }

    @Override
    public void handleOnShutdownException(Throwable fault) {
        onFailure.accept(fault);
    }
}
