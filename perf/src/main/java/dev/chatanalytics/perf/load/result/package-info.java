/** What a run gave, as values: no part of it measures or prints. */
package dev.chatanalytics.perf.load.result;
