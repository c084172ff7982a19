package dev.chatanalytics.ops.config;

import dev.chatanalytics.engine.EngineOptions;
import dev.chatanalytics.persistence.database.DatabaseOptions;
import dev.chatanalytics.persistence.deadletter.DeadLetterOptions;
import dev.chatanalytics.persistence.journal.JournalOptions;
import dev.chatanalytics.transport.http.HttpServerOptions;
import dev.chatanalytics.transport.nlp.HttpNlpClientOptions;
import java.time.Duration;
import java.util.Optional;

/**
 * All that the service can be told, checked. Immutable.
 *
 * @param eventLoops threads that serve HTTP and the NLP API
 * @param ingestTimeout from a body's last byte to its answer
 * @param maxBytes of heap for messages, wherever they are
 * @param nlpHeaders where the headers of {@code nlp} come from
 * @param journal what makes a 202 outlive the process; nothing when it need not
 * @param rehearsal CPU time for compiling and warming up before messages are taken
 * @param drainTimeout for what is in the ring to reach the table, when asked to stop
 */
public record Configuration(
        HttpServerOptions http,
        int eventLoops,
        Duration ingestTimeout,
        HttpServerOptions admin,
        EngineOptions engine,
        long maxBytes,
        HttpNlpClientOptions nlp,
        NlpHeaders nlpHeaders,
        DatabaseOptions database,
        DeadLetterOptions deadLetters,
        Optional<JournalOptions> journal,
        Duration rehearsal,
        Duration drainTimeout,
        LogFormat logFormat) {}
