package dev.chatanalytics.perf.promise;

import dev.chatanalytics.perf.load.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a run promised and what was measured, and the exit code that follows. Used by one thread. */
public final class Scorecard {

    private final String title;
    private final List<Promise> promises = new ArrayList<>();
    private final List<Table> tables = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final Set<String> invalid = new LinkedHashSet<>();

    /** @param title of the page */
    public Scorecard(String title) {
        this.title = title;
    }

    /** Adds lines to the table. */
    public Scorecard promise(List<Promise> more) {
        promises.addAll(more);
        return this;
    }

    /** Adds figures behind the promises. */
    public Scorecard table(Table more) {
        tables.add(more);
        return this;
    }

    /** Adds a sentence. */
    public Scorecard note(String sentence) {
        notes.add(sentence);
        return this;
    }

    /** Adds why the run is not to be believed. */
    public Scorecard invalid(List<String> reasons) {
        invalid.addAll(reasons);
        return this;
    }

    /**
     * Shows everything, and leaves {@code promises.html} and {@code promises.json}.
     *
     * @param directory for the files
     * @return the exit code
     */
    public int finish(Progress progress, Path directory, Map<String, String> environment) throws IOException {
        say(progress);
        ScorecardFiles.write(this, directory, environment);
        progress.say("Promises: " + directory.resolve("promises.html"));
        return exitCode();
    }

    /** 0 when all is kept. */
    public int exitCode() {
        return PromiseTable.exitCode(invalid.isEmpty(), promises);
    }

    String title() {
        return title;
    }

    List<Promise> promises() {
        return promises;
    }

    List<Table> tables() {
        return tables;
    }

    List<String> notes() {
        return notes;
    }

    Set<String> invalid() {
        return invalid;
    }

    private void say(Progress progress) {
        for (Table table : tables) {
            progress.say("\n" + table.heading());
            table.lines().forEach(progress::say);
        }
        PromiseTable.lines(promises).forEach(progress::say);
        notes.forEach(progress::say);
        invalid.forEach(reason -> progress.say("INVALID: " + reason));
    }
}
