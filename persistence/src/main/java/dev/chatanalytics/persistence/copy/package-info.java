/** Storing batches of messages by COPY. */
package dev.chatanalytics.persistence.copy;
