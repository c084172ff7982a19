package dev.chatanalytics.transport.http;

/** The answer of an exchange that nobody else answered in time. */
@FunctionalInterface
public interface LateAnswer {

    /**
     * Called on the event loop of the exchange once its limit has passed, and then every 10 ms for as long as this returns
     * null. Must not block and must not throw.
     *
     * @param waitedNanos since the limit was set, without the time during which this process stood still
     * @return null when the exchange may be waited for longer
     */
    HttpAnswer after(long waitedNanos);
}
