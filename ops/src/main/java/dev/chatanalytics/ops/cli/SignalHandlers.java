package dev.chatanalytics.ops.cli;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes signals from the JVM, whose own handler hears only the first one. Stateless.
 *
 * <p>The only interface for that, {@code sun.misc.Signal} of the supported module {@code jdk.unsupported}, cannot be
 * compiled against without a warning that nothing silences; hence by reflection.
 */
final class SignalHandlers {

    private static final Logger LOG = LoggerFactory.getLogger(SignalHandlers.class);

    private SignalHandlers() {}

    /**
     * Has the task run, on a thread of the JVM, each time one of these signals comes. Where the JVM does not let go of a
     * signal ({@code -Xrs}), that one is left as it is.
     *
     * @param names such as {@code TERM}
     */
    static void handle(Runnable task, String... names) {
        for (String name : names) {
            try {
                handle(task, name);
            } catch (ReflectiveOperationException | IllegalArgumentException e) {
                Throwable why = e instanceof InvocationTargetException wrapped ? wrapped.getCause() : e;
                LOG.debug("SIG{} is left to the JVM: {}", name, why.toString());
            }
        }
    }

    private static void handle(Runnable task, String name) throws ReflectiveOperationException {
        Class<?> signal = Class.forName("sun.misc.Signal");
        Class<?> handler = Class.forName("sun.misc.SignalHandler");
        Object proxy =
                Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, (self, method, args) -> {
                    if (method.getName().equals("handle")) {
                        task.run();
                        return null;
                    }
                    return method.invoke(task, args); // equals, hashCode and toString
                });
        signal.getMethod("handle", signal, handler)
                .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
    }
}
