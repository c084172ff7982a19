package dev.chatanalytics.ops.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class EnvironmentLayerTest {

    @Test
    void shouldNameVariableByKey() {
        assertThat(EnvironmentLayer.variable("ring.reject-below")).isEqualTo("CHAT_ANALYTICS_RING_REJECT_BELOW");
    }

    @Test
    void shouldGiveEachKeyAVariableOfItsOwn() {
        List<String> keys =
                FileLayer.defaults().settings().stream().map(Setting::key).toList();

        assertThat(keys.stream().map(EnvironmentLayer::variable))
                .doesNotHaveDuplicates()
                .hasSize(keys.size());
    }
}
