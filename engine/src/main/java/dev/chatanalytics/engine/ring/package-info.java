/** The ring, its slots and its four stages, in the order in which a message passes them. */
package dev.chatanalytics.engine.ring;
