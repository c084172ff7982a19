/** What the tests of all modules share, through a jar of its own: patience, and a timer wheel that stands still. */
package dev.chatanalytics.engine.testing;
