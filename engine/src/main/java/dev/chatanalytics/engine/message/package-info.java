/** What a message is, and all rules that decide whether a body is one. */
package dev.chatanalytics.engine.message;
