/** What the demo embeds, so that a newcomer needs nothing else: a PostgreSQL that keeps its data between runs. */
package dev.chatanalytics.ops.demo;
