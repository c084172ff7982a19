/** What the service says of itself while it is verified. It is shown and waited for, and never believed as proof. */
package dev.chatanalytics.ops.verify.observe;
