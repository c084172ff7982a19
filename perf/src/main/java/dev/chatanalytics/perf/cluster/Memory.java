package dev.chatanalytics.perf.cluster;

import dev.chatanalytics.perf.testbed.Footprint;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Memory of the processes that hold the connections, at the four moments that tell what a connection costs.
 *
 * @param before ready, and no connection open
 * @param idle all open, and nothing sent yet
 * @param used all still open after the run
 * @param closed none open any more
 */
record Memory(List<Footprint> before, List<Footprint> idle, List<Footprint> used, List<Footprint> closed) {

    /** Looks at each of these processes. */
    static List<Footprint> of(List<ProcessHandle> processes, boolean java) throws IOException {
        List<Footprint> all = new ArrayList<>();
        for (ProcessHandle process : processes) {
            all.add(java ? Footprint.afterCollection(process) : Footprint.of(process));
        }
        return all;
    }

    /** Resident memory a connection that has sent nothing yet: the kernel's figure, garbage and heap growth included. */
    double residentBytesIdle(int connections) {
        return (sum(idle, Footprint::residentBytes) - sum(before, Footprint::residentBytes)) / connections;
    }

    /** Java objects in use a connection that has sent nothing yet; NaN where it is not known. */
    double heapBytesIdle(int connections) {
        return (sum(idle, Footprint::liveHeapBytes) - sum(before, Footprint::liveHeapBytes)) / connections;
    }

    /** The same of a connection over which messages went. */
    double heapBytesUsed(int connections) {
        return (sum(used, Footprint::liveHeapBytes) - sum(closed, Footprint::liveHeapBytes)) / connections;
    }

    private static double sum(List<Footprint> all, ToDoubleFunction<Footprint> bytes) {
        return all.stream().mapToDouble(bytes).sum();
    }
}
