/**
 * The command line. A command reads its options and the configuration, calls one part that does the work, and prints.
 * Exit codes: 0 all went well, 1 it failed, 2 the configuration or the usage is wrong.
 */
package dev.chatanalytics.ops.cli;
