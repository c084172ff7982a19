/**
 * Where messages come in: the HTTP side of the ring's one door.
 *
 * <pre>
 *  RequestHead ──► MessageEndpoint.decide ──► Inlet.precheck     no room: answered before the body comes
 *  HttpExchange ─► MessageEndpoint.handle ──► Inlet.offer
 *       ▲  ▲                                      │
 *       │  └── Patience: 503 when it takes too long
 *       └───── ExchangeReceipt ◄──────────────────┘ what became of it, first answer wins
 * </pre>
 */
package dev.chatanalytics.transport.ingest;
