/**
 * What the local NLP API knows of languages: which one a text is in, and whether it sounds glad or cross.
 *
 * <pre>
 *  text ─► Script ─► one language: sure                        ─┐
 *            └─────► several: n-grams + small words + letters  ─┴► Detection ─► Lexicon ─► Sentiment
 * </pre>
 *
 * <p>The word lists under {@code sandbox/language} and {@code sandbox/sentiment} are the project's own work; the n-gram
 * model is Apache OpenNLP's.
 */
package dev.chatanalytics.ops.sandbox.analysis;
