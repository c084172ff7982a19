/**
 * What is promised, beside what was measured: the table at the end of the commands that start everything themselves, and
 * the files that they leave.
 */
package dev.chatanalytics.perf.promise;
