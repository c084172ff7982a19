package dev.chatanalytics.ops.config;

/** How a line of the log looks. */
public enum LogFormat {
    /** For people. */
    TEXT,
    /** One JSON object a line, for machines. */
    JSON
}
