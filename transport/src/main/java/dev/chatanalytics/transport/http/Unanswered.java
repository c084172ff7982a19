package dev.chatanalytics.transport.http;

import java.util.ArrayDeque;

/** The exchanges of one connection that are not answered, in the order of their requests. Event loop only. */
final class Unanswered {

    /** Of an answer that waits for those before it: a longer one is charged. */
    static final int MAX_UNCOUNTED = 4 * 1024;

    private final ArrayDeque<HttpExchange> line = new ArrayDeque<>(2);
    private final AnswerWriter writer;

    Unanswered(AnswerWriter writer) {
        this.writer = writer;
    }

    void add(HttpExchange exchange) {
        line.add(exchange);
    }

    boolean isEmpty() {
        return line.isEmpty();
    }

    int size() {
        return line.size();
    }

    /** Takes the exchange that is next, if its answer is there; else null. */
    HttpExchange pollAnswered() {
        HttpExchange first = line.peek();
        if (first == null || !first.isAnswered()) {
            return null;
        }
        line.poll();
        if (first.inLineBytes > 0) {
            writer.inLine(-first.inLineBytes);
        }
        return first;
    }

    /** Charges the large answer of that exchange, if it waits for others. */
    void charge(HttpExchange exchange) {
        if (line.contains(exchange)) {
            exchange.inLineBytes = exchange.answer().body().length;
            writer.inLine(exchange.inLineBytes);
        }
    }

    void clear() {
        line.clear();
    }
}
