package dev.chatanalytics.perf;

import org.junit.jupiter.api.Test;

class DummyTest {
    @Test
    void x() {}
}
