/**
 * The way out to the NLP API: {@link dev.chatanalytics.transport.nlp.HttpNlpClient} is the engine's {@code NlpClient}
 * over HTTP/1.1, on async-http-client.
 *
 * <pre>
 *  analyze(text) ─► AnalyzeRequests ─► async-http-client ═══► API
 *       │                                │ on an event loop
 *       ▼                                ▼
 *   Deadlines ── still unanswered ──►  Call ── once ──► Callback
 *   (mark, time-out, IoBarrier)          │
 *                                  Verdicts, RetryAfter: what an answer or a fault means
 * </pre>
 */
package dev.chatanalytics.transport.nlp;
