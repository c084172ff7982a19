package dev.chatanalytics.ops.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SandboxBehaviourTest {

    @Test
    void shouldBeginWithTwoHundredMillisecondsAndNoFaults() {
        assertThat(BehaviourJson.write(SandboxBehaviour.DEFAULT))
                .isEqualTo("{\"latency_ms\":200,\"jitter_ms\":0,\"slow_rate\":0,\"slow_latency_ms\":1000,"
                        + "\"error_rate\":0,\"error_status\":500,\"hang_rate\":0,\"garbage_rate\":0,\"reset_rate\":0,"
                        + "\"throttle_rate\":0,\"retry_after_s\":1,\"seed\":1}");
    }

    @Test
    void shouldReadWhatItWrites() {
        SandboxBehaviour behaviour = SandboxBehaviour.DEFAULT
                .withLatency(Duration.ofMillis(20))
                .with(Knob.ERROR_STATUS, 503)
                .with(Knob.HANG_RATE, 0.25);
        SandboxBehaviour read = read(BehaviourJson.write(behaviour), SandboxBehaviour.DEFAULT);
        assertThat(BehaviourJson.write(read)).isEqualTo(BehaviourJson.write(behaviour));
    }

    @Test
    void shouldLeaveWhatIsNotNamed() {
        SandboxBehaviour behaviour = SandboxBehaviour.DEFAULT.with(Knob.SEED, 9);
        assertThat(read("{\"latency_ms\":1.5}", behaviour)).isEqualTo(behaviour.with(Knob.LATENCY_MS, 1.5));
        assertThat(read("{}", behaviour)).isEqualTo(behaviour);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"error_rate":1.5}                   | error_rate: 1.5 (expected: a share, 0 to 1)
            {"error_rate":-0.1}                  | error_rate: -0.1 (expected: a share, 0 to 1)
            {"error_rate":"0.1"}                 | error_rate: 0.1 (expected: a share, 0 to 1)
            {"error_rate":null}                  | error_rate: null (expected: a share, 0 to 1)
            {"latency_ms":30001}                 | latency_ms: 30001 (expected: milliseconds, 0 to 30000)
            {"latency_ms":{}}                    | latency_ms: { (expected: milliseconds, 0 to 30000)
            {"slow_latency_ms":1e999}            | slow_latency_ms: Infinity (expected: milliseconds, 0 to 30000)
            {"error_status":200}                 | error_status: 200 (expected: one of 400,
            {"retry_after_s":0.5}                | retry_after_s: 0.5 (expected: a whole number of seconds, 0 to 3600)
            {"seed":-1}                          | seed: -1 (expected: a whole number, 0 to 2147483647)
            {"laten_ms":1}                       | laten_ms: unknown member (expected: latency_ms, jitter_ms,
            {"hang_rate":0.6,"error_rate":0.6}   | behaviour: rates that add up to 1.2 (expected: 1 at most)
            {"seed":1,"seed":2}                  | behaviour: Duplicate field 'seed'
            [1]                                  | behaviour: not an object (expected: a JSON object)
            {"seed":1                            | behaviour: Unexpected end-of-input
            {"seed":1} 2                         | behaviour: more after the object (expected: one JSON object)
            nonsense                             | behaviour: Unrecognized token 'nonsense'
            """)
    void shouldNameWhatIsWrong(String json, String message) {
        assertThatThrownBy(() -> read(json, SandboxBehaviour.DEFAULT))
                .isInstanceOf(InvalidBehaviourException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void shouldRefuseAnEmptyBody() {
        assertThatThrownBy(() -> read("", SandboxBehaviour.DEFAULT)).isInstanceOf(InvalidBehaviourException.class);
    }

    private static SandboxBehaviour read(String json, SandboxBehaviour from) {
        return BehaviourJson.read(json.getBytes(StandardCharsets.UTF_8), from);
    }
}
