package dev.chatanalytics.transport;

import org.junit.jupiter.api.Test;

class DummyTest {
    @Test
    void x() {}
}
