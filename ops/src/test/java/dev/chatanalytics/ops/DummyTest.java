package dev.chatanalytics.ops;

import org.junit.jupiter.api.Test;

class DummyTest {
    @Test
    void x() {}
}
