package dev.chatanalytics.engine.fuzz;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/** For a class that makes faults by the thousand: what we log of them is not shown. */
final class Silence implements BeforeAllCallback, AfterAllCallback {

    @Override
    public void beforeAll(ExtensionContext context) {
        ours().setLevel(Level.OFF);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        ours().setLevel(null);
    }

    private static Logger ours() {
        return (Logger) LoggerFactory.getLogger("dev.chatanalytics");
    }
}
