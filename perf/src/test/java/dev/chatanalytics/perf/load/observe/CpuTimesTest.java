package dev.chatanalytics.perf.load.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class CpuTimesTest {

    private static final List<String> EARLIER = List.of(
            "cpu  300 0 0 300 0 0 0 0 0 0", "cpu0 100 0 0 100 0 0 0 0 0 0", "cpu1 200 0 0 200 0 0 0 0 9 0", "intr 1");
    private static final List<String> LATER = List.of(
            "cpu  300 0 0 300 0 0 0 0 0 0",
            "cpu0 900 0 0 100 0 0 0 0 0 0",
            "cpu1 240 0 0 230 10 0 0 20 99 0",
            "intr 1");

    @Test
    void shouldCountTheAllowedCpusOnly() {
        BitSet second = CpuTimes.allowed(List.of("Name:\tx", "Cpus_allowed_list:\t1"));
        CpuTimes earlier = CpuTimes.parse(EARLIER, second);
        CpuTimes later = CpuTimes.parse(LATER, second);
        assertThat(later.idleSince(earlier)).isEqualTo(0.4);
        assertThat(later.stealSince(earlier)).isEqualTo(0.2);
        assertThat(later.idleSince(later)).isEqualTo(1);
    }

    @Test
    void shouldReadListsOfCpus() throws IOException {
        assertThat(CpuTimes.allowed(List.of("Cpus_allowed_list:\t0-2,5")).toString())
                .isEqualTo("{0, 1, 2, 5}");
        assertThat(CpuTimes.ofOwnCpus().total()).isPositive();
    }
}
