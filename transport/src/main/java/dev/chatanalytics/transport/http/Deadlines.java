package dev.chatanalytics.transport.http;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Answers exchanges that nobody else answered in time. Those with the same limit come due in the order in which they
 * came, so a queue for each limit does, without a timer for each exchange.
 *
 * <p>Event loop only; one for each loop.
 */
final class Deadlines {

    private final Map<Duration, ArrayDeque<HttpExchange>> queues = new HashMap<>();
    private long now;

    void add(HttpExchange exchange, Duration limit, Supplier<HttpAnswer> otherwise) {
        // One tick more, since the current one may be nearly over.
        exchange.deadline = now + limit.toNanos() + LoopDesk.TICK_NANOS;
        exchange.otherwise = otherwise;
        queues.computeIfAbsent(limit, any -> new ArrayDeque<>()).add(exchange);
    }

    /** @param clock nanoseconds, never less than before */
    void expire(long clock) {
        now = clock;
        queues.values().forEach(this::expire);
    }

    private void expire(ArrayDeque<HttpExchange> queue) {
        HttpExchange first = queue.peek();
        while (first != null && (first.answer() != null || first.deadline < now)) {
            queue.poll();
            if (first.answer() == null) {
                first.respond(first.otherwise.get());
            }
            first = queue.peek();
        }
    }
}
