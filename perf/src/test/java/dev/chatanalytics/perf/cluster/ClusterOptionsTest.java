package dev.chatanalytics.perf.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatanalytics.perf.load.client.Schedule;
import dev.chatanalytics.perf.testbed.Cpus;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClusterOptionsTest {

    @Test
    void shouldSendTheWholeRateBetweenThem() {
        ClusterOptions options = options(3, 10_000, Map.of());
        assertThat(IntStream.range(0, 3).map(i -> options.share(i).rate()).sum())
                .isEqualTo(10_000);
        assertThat(IntStream.range(0, 3).map(i -> options.share(i).rate())).allMatch(rate -> rate >= 3_333);
    }

    @Test
    void shouldLetServicesShareTheDatabase() {
        assertThat(options(4, 10_000, Map.of()).serviceSettings())
                .containsEntry("CHAT_ANALYTICS_DATABASE_POOL_SIZE", "25")
                .containsEntry("CHAT_ANALYTICS_HTTP_MAX_CONNECTIONS", "13000");
    }

    @Test
    void shouldPreferWhatWasAskedFor() {
        Map<String, String> asked = Map.of("CHAT_ANALYTICS_DATABASE_POOL_SIZE", "7");
        assertThat(options(4, 10_000, asked).serviceSettings()).containsEntry("CHAT_ANALYTICS_DATABASE_POOL_SIZE", "7");
    }

    private static ClusterOptions options(int instances, int rate, Map<String, String> settings) {
        Schedule schedule = new Schedule(rate, Duration.ofSeconds(1), Duration.ofSeconds(1));
        return new ClusterOptions(instances, 12_500, schedule, 10, null, new Cpus("0", "1"), settings);
    }
}
