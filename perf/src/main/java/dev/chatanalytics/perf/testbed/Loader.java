package dev.chatanalytics.perf.testbed;

import dev.chatanalytics.perf.load.LoadOptions;
import dev.chatanalytics.perf.load.Reports;
import dev.chatanalytics.perf.load.client.Fleet;
import dev.chatanalytics.perf.load.client.Schedule;
import dev.chatanalytics.perf.load.result.LoadResult;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;

/** Connections to a bench's service, over which schedules are sent one after the other. Used by one thread. */
public final class Loader implements AutoCloseable {

    private static final Duration SETTLE = Duration.ofSeconds(30);

    private final Bench bench;
    private final Fleet fleet;
    private final InetSocketAddress target;
    private final int connections;
    private final Path texts;

    Loader(Bench bench, Fleet fleet, InetSocketAddress target, int connections, Path texts) {
        this.bench = bench;
        this.fleet = fleet;
        this.target = target;
        this.connections = connections;
        this.texts = texts;
    }

    /** The bench whose service is loaded. */
    public Bench bench() {
        return bench;
    }

    /** What is asked of a load with this schedule. */
    public LoadOptions options(Schedule schedule, int bots) {
        Surroundings around = bench.around();
        return new LoadOptions(
                target, bench.service().admin(), around.databaseUrl(), schedule, connections, 1, bots, texts, SETTLE);
    }

    /** Runs it, and leaves its report in this directory. */
    public LoadResult run(LoadOptions options, Path directory) throws IOException, SQLException, InterruptedException {
        return new Reports(fleet, bench.progress(), bench.environment()).run(options, directory);
    }

    @Override
    public void close() {
        fleet.close();
    }
}
