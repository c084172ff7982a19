package dev.chatanalytics.ops.sandbox;

/**
 * Where the sandbox listens and what it does. Immutable.
 *
 * @param port 0 for any free one
 * @param threads event loops, and as many threads for analysis unless {@code canned}
 * @param canned constant answers without analysis, for load tests
 * @param behaviour to begin with
 */
public record SandboxOptions(String host, int port, int threads, boolean canned, SandboxBehaviour behaviour) {

    /** On any free port of this machine: real analysis, 200 ms, no faults. */
    public static final SandboxOptions DEFAULT = new SandboxOptions("127.0.0.1", 0, 1, false, SandboxBehaviour.DEFAULT);

    /** @throws IllegalArgumentException when a number is out of its range */
    public SandboxOptions {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port: " + port + " (expected: 0 to 65535)");
        }
        if (threads < 1) {
            throw new IllegalArgumentException("threads: " + threads + " (expected: >= 1)");
        }
    }

    /** The same at another address. */
    public SandboxOptions on(String anotherHost, int anotherPort) {
        return new SandboxOptions(anotherHost, anotherPort, threads, canned, behaviour);
    }

    /** The same with constant answers. */
    public SandboxOptions withCannedAnswers() {
        return new SandboxOptions(host, port, threads, true, behaviour);
    }

    /** The same with another behaviour to begin with. */
    public SandboxOptions with(SandboxBehaviour another) {
        return new SandboxOptions(host, port, threads, canned, another);
    }
}
