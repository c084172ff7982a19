/** The engine as its owner sees it: how to start one, how to offer it a body, how to stop it. */
package dev.chatanalytics.engine;
