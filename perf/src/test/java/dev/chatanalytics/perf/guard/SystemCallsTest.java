package dev.chatanalytics.perf.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class SystemCallsTest {

    @Test
    void shouldTellWaitingFromWorking() throws IOException {
        SystemCalls calls = SystemCalls.parse("""
                4044,,raw_syscalls:sys_enter,38073384,100.00,,
                4000,,syscalls:sys_enter_futex,38073384,100.00,,
                <not counted>,,syscalls:sys_enter_clock_nanosleep,0,100.00,,
                4,,syscalls:sys_enter_sched_yield,38073384,100.00,,
                """);
        assertThat(calls).isEqualTo(new SystemCalls(40, 4004));
    }

    @Test
    void shouldRepeatWhatPerfSaysWhenItCannotCount() {
        assertThatIOException()
                .isThrownBy(() -> SystemCalls.parse("Access to performance monitoring is limited\n"))
                .withMessageContaining("Access to performance monitoring is limited");
    }
}
