/** Runs a command of perf several times, and summarises the {@code promises.json} that each run leaves. */
package dev.chatanalytics.perf.repeat;
