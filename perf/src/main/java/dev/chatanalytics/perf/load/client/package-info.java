/**
 * The load itself: a schedule, the senders that keep to it, and their connections. A hand-made HTTP/1.1 client on Netty's
 * epoll transport, because it shares a CPU with what it measures: requests are bytes made beforehand, and of responses
 * only the status and the end are read.
 */
package dev.chatanalytics.perf.load.client;
