package dev.chatanalytics.perf.transport;

/** What answers the requests. */
enum Front {
    /** Netty alone: answers 202 to whatever comes. */
    BARE("bare Netty"),
    /** The service's HTTP server and endpoint, with the engine's validation on the event loop and nothing beyond. */
    TRANSPORT("transport"),
    /** The same with the whole engine behind it, whose ports do nothing. */
    ENGINE("with the engine");

    private final String label;

    Front(String label) {
        this.label = label;
    }

    /** In the report. */
    String label() {
        return label;
    }
}
