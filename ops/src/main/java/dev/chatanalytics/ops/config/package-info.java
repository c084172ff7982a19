/**
 * The one configuration reader: defaults, a file and the environment become immutable records, or a list of all that is
 * wrong. Nothing else in the project reads a file, a variable or a property as configuration.
 */
package dev.chatanalytics.ops.config;
