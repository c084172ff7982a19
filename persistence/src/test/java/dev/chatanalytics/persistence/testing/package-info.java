/** What the tests of this module share: a real server, a network that fails, messages. */
package dev.chatanalytics.persistence.testing;
