/** Threads and time, which all modules take from here. */
package dev.chatanalytics.engine.runtime;
