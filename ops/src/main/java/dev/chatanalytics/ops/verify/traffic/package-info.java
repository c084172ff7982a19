/**
 * What is sent: every message of a run follows from the run and the message's number, so that whoever finds a row knows
 * what it must look like without having kept a copy. Nothing here keeps state or touches a socket.
 */
package dev.chatanalytics.ops.verify.traffic;
