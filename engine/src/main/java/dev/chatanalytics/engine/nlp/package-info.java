/** Calls to the NLP API: permits, attempts, deadlines and the circuit breaker. Knows nothing of the ring. */
package dev.chatanalytics.engine.nlp;
