/**
 * What the service counts and times: Dropwizard Metrics on the hot path, Prometheus text for those who ask. Labels take
 * their values from enums and status codes, never from messages.
 */
package dev.chatanalytics.ops.metrics;
