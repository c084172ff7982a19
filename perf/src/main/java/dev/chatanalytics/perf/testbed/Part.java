package dev.chatanalytics.perf.testbed;

/** A program, or family of them, that a run starts. */
public enum Part {
    /** The service. */
    SERVICE,
    /** The NLP sandbox. */
    NLP,
    /** PostgreSQL with all its processes. */
    DATABASE
}
