package dev.chatanalytics.transport.http;

import dev.chatanalytics.engine.admission.ByteBudget;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What the connections of one event loop hold of one kind, charged to the budget, and in which order they began to. Event
 * loop only.
 */
final class Holdings {

    private final ByteBudget budget;
    private final Set<Share> order = new LinkedHashSet<>();
    private long total;

    Holdings(ByteBudget budget) {
        this.budget = budget;
    }

    /** The part of one connection, which sets it to zero before it ends. */
    final class Share {

        private final HttpConnection owner;
        private long bytes;

        private Share(HttpConnection owner) {
            this.owner = owner;
        }

        long bytes() {
            return bytes;
        }

        /** One comparison when nothing has changed. */
        void set(long now) {
            if (now != bytes) {
                change(now);
            }
        }

        private void change(long now) {
            if (bytes == 0) {
                order.add(this);
            } else if (now == 0) {
                order.remove(this);
            }
            total += now - bytes;
            budget.charge(now - bytes);
            bytes = now;
        }
    }

    Share of(HttpConnection connection) {
        return new Share(connection);
    }

    /** Bytes of all connections together. */
    long total() {
        return total;
    }

    /** The connection that has held something without a break for longest; null when none holds anything. */
    HttpConnection oldest() {
        Iterator<Share> shares = order.iterator();
        return shares.hasNext() ? shares.next().owner : null;
    }
}
