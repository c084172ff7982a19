/** What the engine asks of the world. Each port says who calls it, on which thread, and what is owed. */
package dev.chatanalytics.engine.port;
