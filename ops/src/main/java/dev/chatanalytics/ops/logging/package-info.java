/** How lines of the log look. Which ones there are stands in {@code logback.xml}. */
package dev.chatanalytics.ops.logging;
