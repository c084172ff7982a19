/**
 * What is sent: every message of a run follows from the run, the message's number and its size, so that whoever finds a row knows
 * what it must look like without having kept a copy. Nothing here keeps state or touches a socket.
 */
package dev.chatanalytics.ops.verify.traffic;
