package dev.chatanalytics.perf.promise;

import java.util.List;

/**
 * Figures behind the promises.
 *
 * @param rows each as long as the columns
 */
public record Table(String heading, List<String> columns, List<List<String>> rows) {}
