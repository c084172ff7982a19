/**
 * An HTTP/1.1 server on Netty: sockets to {@link dev.chatanalytics.transport.http.HttpExchange}s and back. It knows
 * HTTP and nothing of messages.
 *
 * <pre>
 *  socket ─► RequestDecoder ─► RequestAssembler ─► HttpConnection ─► RequestHandler     on the connection's event loop
 *            bytes to parts    parts to a request   │ in order         │ decide: at the head; handle: when it is whole
 *                                                   │                  ▼
 *  socket ◄─ AnswerWriter ◄─ AnswerEncoder ◄────────┘ ◄───── HttpExchange.respond       on any thread
 *
 *  LoopDesk: what the connections of one event loop share: clock, deadlines, sweep, flush,
 *            and Holdings: what they hold, charged to the budget, the slowest first to go
 * </pre>
 */
package dev.chatanalytics.transport.http;
