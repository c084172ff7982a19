/** What operators and their tools ask over HTTP: metrics, health, liveness, readiness. Off the path of the messages. */
package dev.chatanalytics.ops.admin;
