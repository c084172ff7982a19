/** PostgreSQL, and what is kept on disk while PostgreSQL is away. */
package dev.chatanalytics.persistence;
