package dev.chatanalytics.transport.http;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Answers exchanges that nobody else answered in time. Those with the same limit come due in the order in which they
 * came, so a queue for each limit does, without a timer for each exchange. Those that may be waited for beyond their limit
 * are few, or the server is in trouble: they are asked at every tick.
 *
 * <p>Event loop only; one for each loop.
 */
final class Deadlines {

    private final Map<Duration, ArrayDeque<HttpExchange>> queues = new HashMap<>();
    private final List<HttpExchange> overLimit = new ArrayList<>();
    private long now;

    void add(HttpExchange exchange, Duration limit, LateAnswer otherwise) {
        exchange.waitsSince = now;
        exchange.otherwise = otherwise;
        queues.computeIfAbsent(limit, any -> new ArrayDeque<>()).add(exchange);
    }

    /** @param clock nanoseconds, never less than before */
    void expire(long clock) {
        now = clock;
        overLimit.removeIf(this::settle);
        queues.forEach(this::expire);
    }

    private void expire(Duration limit, ArrayDeque<HttpExchange> queue) {
        // One tick more, since the one in which an exchange came may have been nearly over.
        long due = now - limit.toNanos() - LoopDesk.TICK_NANOS;
        HttpExchange first = queue.peek();
        while (first != null && (first.isAnswered() || first.waitsSince < due)) {
            queue.poll();
            if (!settle(first)) {
                overLimit.add(first);
            }
            first = queue.peek();
        }
    }

    /** @return whether it is answered now */
    private boolean settle(HttpExchange exchange) {
        if (!exchange.isAnswered()) {
            HttpAnswer late = exchange.otherwise.after(now - exchange.waitsSince - LoopDesk.TICK_NANOS);
            if (late == null) {
                return false;
            }
            exchange.respond(late);
        }
        return true;
    }
}
