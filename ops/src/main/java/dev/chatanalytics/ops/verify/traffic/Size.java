package dev.chatanalytics.ops.verify.traffic;

/** How much a message says. */
public enum Size {
    /** As chatbots write, with a long one now and then. */
    USUAL,
    /** As many characters as a text may have, most of them of several bytes. */
    LARGEST
}
