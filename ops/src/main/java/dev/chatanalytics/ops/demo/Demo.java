package dev.chatanalytics.ops.demo;

import dev.chatanalytics.ops.sandbox.NlpSandbox;
import dev.chatanalytics.ops.sandbox.SandboxOptions;
import java.io.IOException;
import java.nio.file.Path;

/** What the service needs around it, all on this machine: PostgreSQL and an NLP API. Belongs to one thread. */
public final class Demo implements AutoCloseable {

    private final DemoDirectory directory;
    private final NlpSandbox sandbox;
    private final EmbeddedDatabase database;

    private Demo(DemoDirectory directory, NlpSandbox sandbox, EmbeddedDatabase database) {
        this.directory = directory;
        this.sandbox = sandbox;
        this.database = database;
    }

    /**
     * Starts both, or throws and has stopped what it had started.
     *
     * @param dir for all that is to be kept between runs
     * @throws IOException when something does not start; its message is one line for the user
     */
    public static Demo start(Path dir) throws IOException {
        DemoDirectory directory = DemoDirectory.take(dir);
        NlpSandbox sandbox = null;
        EmbeddedDatabase database = null;
        try {
            sandbox = NlpSandbox.start(SandboxOptions.DEFAULT);
            database = EmbeddedDatabase.start(directory.path());
            directory.publish(database.url());
            return new Demo(directory, sandbox, database);
        } catch (IOException | RuntimeException e) {
            closeAll(e, database, sandbox, directory);
            throw e;
        }
    }

    public String databaseUrl() {
        return database.url();
    }

    public String nlpUrl() {
        return sandbox.url();
    }

    public Path directory() {
        return directory.path();
    }

    /** Stops both. The data stays. */
    @Override
    public void close() throws IOException {
        IOException failure = new IOException("not all of the demo could be stopped");
        closeAll(failure, database, sandbox, directory);
        if (failure.getSuppressed().length > 0) {
            throw failure;
        }
    }

    private static void closeAll(Exception fault, AutoCloseable... parts) {
        for (AutoCloseable part : parts) {
            try {
                if (part != null) {
                    part.close();
                }
            } catch (Exception e) {
                fault.addSuppressed(e);
            }
        }
    }
}
