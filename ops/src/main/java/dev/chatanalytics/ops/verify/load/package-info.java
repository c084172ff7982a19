/**
 * The load: chatbots over keep-alive HTTP/1.1 connections, on one selector thread, that write down every answer. A client
 * of our own on plain sockets, because 5,000 messages a second must leave the machine to what is verified, and because
 * each lost connection must be seen and not be mended behind our back.
 */
package dev.chatanalytics.ops.verify.load;
