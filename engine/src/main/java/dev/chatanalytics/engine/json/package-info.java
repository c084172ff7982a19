/** Strict reading of JSON, for whatever comes from outside: bodies of senders and answers of the NLP API. */
package dev.chatanalytics.engine.json;
