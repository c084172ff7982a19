package dev.chatanalytics.engine;

import dev.chatanalytics.engine.port.DeadLetters;
import dev.chatanalytics.engine.port.EngineMetrics;
import dev.chatanalytics.engine.port.MessageLog;
import dev.chatanalytics.engine.port.MessageStore;
import dev.chatanalytics.engine.port.NlpClient;

/** What an engine needs from outside. Whoever made the parts closes them, after the engine. */
public record Ports(
        NlpClient nlp, MessageStore store, DeadLetters deadLetters, MessageLog log, EngineMetrics metrics) {}
