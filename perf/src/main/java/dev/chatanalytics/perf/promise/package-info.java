/** What is promised, beside what was measured: the table at the end of the commands that start everything themselves. */
package dev.chatanalytics.perf.promise;
