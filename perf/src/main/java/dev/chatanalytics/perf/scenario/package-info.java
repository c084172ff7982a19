/**
 * Runs that disturb or stretch the whole system, each with its promises: stalls, overload, growth, start and the highest
 * rate.
 *
 * <pre>
 *   ScenarioCommand ─► StallCommand, OverloadCommand … ─► testbed.Bench: PostgreSQL, sandbox, service
 *                            │ Recovery, Flatness, Limit      └► testbed.Loader: load, audit
 *                            └──► promise.Scorecard: promises.html, promises.json, exit code
 * </pre>
 */
package dev.chatanalytics.perf.scenario;
