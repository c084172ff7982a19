package dev.chatanalytics.perf.guard;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What some messages cost the service, from all quiet to all stored.
 *
 * @param bytes allocated, of all messages together
 * @param calls system calls, when they could be counted
 * @param notCounted why not, else empty
 */
record MessageCost(int messages, long bytes, Optional<SystemCalls> calls, String notCounted) {

    /** Sends messages and returns when they are stored. */
    @FunctionalInterface
    interface Work {
        void run() throws IOException, InterruptedException;
    }

    static MessageCost of(int messages, Work work, Allocation allocation, long pid)
            throws IOException, InterruptedException {
        Optional<SystemCalls.Count> count = Optional.empty();
        String fault = "";
        try {
            count = Optional.of(SystemCalls.Count.begin(pid));
        } catch (IOException e) {
            fault = e.getMessage();
        }
        long before = allocation.bytes();
        work.run();
        long bytes = allocation.bytes() - before;
        Optional<SystemCalls> calls = Optional.empty();
        try {
            calls = count.isPresent() ? Optional.of(count.get().end()) : calls;
        } catch (IOException e) {
            fault = e.getMessage();
        }
        return new MessageCost(messages, bytes, calls, fault);
    }

    /** What is over the budget, in words. */
    List<String> excesses(Budget budget) {
        return Stream.of(
                        budget.excess("allocated.bytes", each(bytes)),
                        calls.flatMap(counted -> budget.excess("system.calls", each(counted.working()))))
                .flatMap(Optional::stream)
                .toList();
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "A message costs %,.0f bytes allocated", each(bytes))
                + calls.map(this::inWords).orElse("; system calls NOT COUNTED: " + notCounted);
    }

    private String inWords(SystemCalls counted) {
        return String.format(
                Locale.ROOT,
                ", %.2f system calls, and %.2f more that wait (not in the budget)",
                each(counted.working()),
                each(counted.waiting()));
    }

    private double each(long sum) {
        return (double) sum / messages;
    }
}
