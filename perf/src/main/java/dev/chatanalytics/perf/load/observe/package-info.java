/** What is looked at besides the answers: the service's metrics, the machine's CPUs, the table, and where all this ran. */
package dev.chatanalytics.perf.load.observe;
