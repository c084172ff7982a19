/** Where messages come in: the HTTP side of the ring's one door. */
package dev.chatanalytics.transport.ingest;
