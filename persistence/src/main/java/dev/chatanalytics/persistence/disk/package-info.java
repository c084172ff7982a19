/** What files on a disk need beyond Java's own: one process at a time, and names and bytes that survive a power failure. */
package dev.chatanalytics.persistence.disk;
