package dev.chatanalytics.engine;

import dev.chatanalytics.engine.admission.ByteBudget;
import dev.chatanalytics.engine.nlp.NlpCalls;
import dev.chatanalytics.engine.port.DeadLetters;
import dev.chatanalytics.engine.port.EngineMetrics;
import dev.chatanalytics.engine.port.MessageLog;
import dev.chatanalytics.engine.port.MessageStore;

/**
 * What an engine needs from outside. Whoever made the parts closes them, after the engine.
 *
 * @param nlp calls to the NLP API, which others may make, too
 * @param bytes the heap that messages may hold, shared with whoever receives them
 */
public record Ports(
        NlpCalls nlp,
        MessageStore store,
        DeadLetters deadLetters,
        MessageLog log,
        ByteBudget bytes,
        EngineMetrics metrics) {}
