/** What people read: the lines at the end of a run, and the page of a chaos run. Nothing here measures or decides. */
package dev.chatanalytics.ops.verify.report;
