/** What all commands are told in the same words, and how they tell that they could not be run. */
package dev.chatanalytics.perf.cli;
