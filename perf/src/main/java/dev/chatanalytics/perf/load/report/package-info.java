/** A run on paper: one HTML page without any outside resource, and the same figures as JSON. */
package dev.chatanalytics.perf.load.report;
