package dev.chatanalytics.ops.config;

import java.util.List;

/** The configuration cannot be used. Says everything that is wrong with it, one line each, secrets masked. */
public final class ConfigurationException extends Exception {

    private static final long serialVersionUID = 1L;

    /** One line for each fault. */
    private final transient List<String> faults;

    ConfigurationException(List<String> faults) {
        super(String.join(System.lineSeparator(), faults));
        this.faults = List.copyOf(faults);
    }

    /** One line for each fault: first the names that nobody knows, then the values. */
    public List<String> faults() {
        return faults;
    }
}
