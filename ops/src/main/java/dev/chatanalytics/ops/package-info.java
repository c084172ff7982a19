/** Puts the parts of all modules together, in order, and takes them apart in reverse. */
package dev.chatanalytics.ops;
