/**
 * Transport alone: the service's HTTP front beside a bare Netty server that answers 202 without looking, each in a process
 * of its own on one CPU, under the same load from another.
 */
package dev.chatanalytics.perf.transport;
