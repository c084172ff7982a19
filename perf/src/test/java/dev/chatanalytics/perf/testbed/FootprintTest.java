package dev.chatanalytics.perf.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class FootprintTest {

    @Test
    void shouldReadTheSumOfAClassHistogram() {
        List<String> histogram = List.of(
                "4242:",
                " num     #instances         #bytes  class name (module)",
                "-------------------------------------------------------",
                "   1:         46432        4457472  [B (java.base@25)",
                "Total        216574       13298320");
        assertThat(Footprint.total(histogram)).isEqualTo(13_298_320);
    }

    @Test
    void shouldNotKnowWhatIsNotTold() {
        assertThat(Footprint.total(List.of("4242:", "Unable to attach"))).isNaN();
    }

    @Test
    void shouldTellTheMemoryOfAProcess() throws IOException {
        Footprint own = Footprint.of(ProcessHandle.current());
        assertThat(own.residentBytes()).isGreaterThan(10_000_000);
        assertThat(own.liveHeapBytes()).isNaN();
    }
}
