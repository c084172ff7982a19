package dev.chatanalytics.ops.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/openmetrics-text",
                "application/openmetrics-text; version=1.0.0",
                "Application/OpenMetrics-Text;Q=0.5, TEXT/PLAIN;q=0.4",
                "text/plain;q=0.3,application/openmetrics-text;q=0.4",
                "text/plain;q=0, */*",
                "application/*",
                "text/plain, application/openmetrics-text",
                "application/openmetrics-text, */*",
                "application/openmetrics-text;version=1.0.0;q=0.5,application/openmetrics-text;version=0.0.1;q=0.4,"
                        + "text/plain;version=0.0.4;q=0.45,*/*;q=0.2",
                "text/*;q=0.5 , application/openmetrics-text ; q = 0.75",
                "text/html, application/openmetrics-text;q=0.001",
            })
    void shouldPreferOpenMetrics(String accept) {
        assertThat(Accept.of(accept).prefersOpenMetrics()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*/*",
                "text/plain",
                "text/html",
                ", ,;q=1,",
                "application/openmetrics-text;q=0",
                "application/openmetrics-text;q=0.0, */*;q=0.1",
                "application/openmetrics-text;q=0.1, text/plain;version=0.0.4;q=0.9",
                "application/openmetrics-text;q=0.5, text/*",
                "application/openmetrics-text;q=0.5;version=1.0.0, */*",
                "application/openmetrics-text-of-ours",
                "application/*;q=0.9, text/plain",
            })
    void shouldPreferText(String accept) {
        assertThat(Accept.of(accept).prefersOpenMetrics()).isFalse();
    }

    @Test
    void shouldPreferTextWhenNothingIsSaid() {
        assertThat(Accept.of(null).prefersOpenMetrics()).isFalse();
    }
}
