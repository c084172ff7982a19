package dev.chatanalytics.ops.verify.oracle;

/** Ways to break a promise. */
public enum Breach {
    MISSING("answered 202, and not in the table"),
    TWICE("in the table more than once"),
    CHANGED("in the table otherwise than sent"),
    NEVER_SENT("in the table, and never sent"),
    REFUSED_AND_STORED("in the table, and only ever refused (400, 429)"),
    WITHDRAWN_AND_STORED("in the table, only ever told 503, and no kill"),
    VALID_REFUSED("valid, and answered 400"),
    INVALID_ACCEPTED("not valid, and answered 202"),
    ODD_ANSWER("answered with a status that there is no reason for"),
    LEDGER("requests and answers do not add up"),
    NO_FLOW("a fresh message afterwards does not arrive"),
    BAD_STOP("SIGTERM did not end in time, or not with exit code 0"),
    CRASH("the service ended by itself"),
    NO_ANALYSIS("the circuit breaker stays open although the NLP API works"),
    NO_START("the service did not become ready again"),
    NO_START_ALONE("no 202 in time after a start without the database"),
    NO_FAULT("no fault was done, so nothing is proved"),
    NO_LOAD("nothing was promised, so nothing is proved");

    private final String label;

    Breach(String label) {
        this.label = label;
    }

    /** Whether every run looks for it, and a 0 says something. */
    public boolean isOfEveryRun() {
        return compareTo(NO_FLOW) <= 0;
    }

    /** For people. */
    public String label() {
        return label;
    }
}
