/**
 * The local NLP API: stands in for the real one in {@code demo}, in tests and under load, and fails on request.
 *
 * <pre>
 *  POST /v1/analyze ─► AnalyzeEndpoint ─► FaultPlan draws: answer, be slow, fail, hang, …   one draw a call
 *                           │
 *                           ├─► CannedAnswers   a constant, on the event loop
 *                           └─► AnalysisPool    language and sentiment, on threads of its own
 *                                    └─► the answer waits on the event loop until its latency is over
 *  GET, PUT, PATCH /behaviour ─► how it behaves, changed while it runs
 *  GET /stats                 ─► what it did
 * </pre>
 *
 * <p>It stands on transport's HTTP server, as everything that listens does.
 */
package dev.chatanalytics.ops.sandbox;
