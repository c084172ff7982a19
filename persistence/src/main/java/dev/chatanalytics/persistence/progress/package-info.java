/** How far work that ends out of order has come. */
package dev.chatanalytics.persistence.progress;
