/** How much room there is: messages, bytes, time, and whose turn it is. The one place that refuses a message for want of it. */
package dev.chatanalytics.engine.admission;
