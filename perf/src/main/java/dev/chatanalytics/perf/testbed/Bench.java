package dev.chatanalytics.perf.testbed;

import dev.chatanalytics.perf.load.Progress;
import dev.chatanalytics.perf.load.client.Fleet;
import dev.chatanalytics.perf.load.client.SourceAddresses;
import dev.chatanalytics.perf.load.client.Texts;
import dev.chatanalytics.perf.promise.Scorecard;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Everything started, and where its reports go. Used by one thread; closing it stops everything. */
public final class Bench implements AutoCloseable {

    private final Surroundings around;
    private final Progress progress;
    private final Path directory;
    private final Path texts;
    private final Map<String, String> environment;

    Bench(
            Surroundings around,
            Progress progress,
            Path directory,
            Map<String, String> machine,
            Path texts,
            Cpus cpus,
            Map<String, String> settings) {
        this.around = around;
        this.progress = progress;
        this.directory = directory;
        this.texts = texts;
        environment = new LinkedHashMap<>(machine);
        environment.put("CPU of the service", cpus.service());
        environment.put("Java of the service", service().java());
        environment.put("memory limit of the service", service().memoryLimit());
        environment.put("settings of the service", settings.isEmpty() ? "defaults" : settings.toString());
    }

    /** The programs. */
    public Surroundings around() {
        return around;
    }

    /** The one service. */
    public ServiceProcess service() {
        return around.services().get(0);
    }

    /** Where the run says what it does. */
    public Progress progress() {
        return progress;
    }

    /** Where its reports go. */
    public Path directory() {
        return directory;
    }

    /** Machine, JVM, commit and settings. */
    public Map<String, String> environment() {
        return environment;
    }

    /** Opens connections to the service. */
    public Loader connect(int connections) throws IOException {
        InetSocketAddress target = service().address();
        Texts said = texts == null ? Texts.generated() : Texts.of(texts);
        Fleet fleet = Fleet.open(target, new SourceAddresses(target.getAddress()), said, connections, 1);
        return new Loader(this, fleet, target, connections, texts);
    }

    /** Ends the run: shows the scorecard, leaves its files and gives the exit code. */
    public int finish(Scorecard card) throws IOException {
        return card.finish(progress, directory, environment);
    }

    @Override
    public void close() throws IOException {
        around.close();
    }
}
