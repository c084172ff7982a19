/** JMH benchmarks of the steps on the message's way, each alone. Run by {@code perf/bin/jmh}. */
package dev.chatanalytics.perf.jmh;
