package dev.chatanalytics.ops.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SandboxControlIT {

    private NlpSandbox sandbox;
    private SandboxClient client;

    @BeforeEach
    void start() throws IOException {
        sandbox = NlpSandbox.start(SandboxOptions.DEFAULT
                .withCannedAnswers()
                .with(SandboxBehaviour.DEFAULT.withLatency(Duration.ofMillis(1))));
        client = new SandboxClient(sandbox);
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void shouldShowHowItBehaves() throws Exception {
        HttpResponse<String> shown = client.send("GET", "/behaviour", "");

        assertThat(shown.statusCode()).isEqualTo(200);
        assertThat(shown.body())
                .isEqualTo(BehaviourJson.write(sandbox.behaviour()))
                .contains("\"latency_ms\":1,");
    }

    @Test
    void shouldChangeWhatIsNamedOnPatch() throws Exception {
        HttpResponse<String> changed = client.send("PATCH", "/behaviour", "{\"error_rate\":1,\"error_status\":503}");

        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(changed.body()).contains("\"latency_ms\":1,", "\"error_rate\":1,", "\"error_status\":503,");
        assertThat(client.analyze("a").statusCode()).isEqualTo(503);
    }

    @Test
    void shouldSetTheRestBackOnPut() throws Exception {
        sandbox.behave(sandbox.behaviour().with(Knob.ERROR_RATE, 1));

        HttpResponse<String> changed = client.send("PUT", "/behaviour", "{\"latency_ms\":2}");

        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(sandbox.behaviour()).isEqualTo(SandboxBehaviour.DEFAULT.with(Knob.LATENCY_MS, 2));
        assertThat(client.analyze("a").statusCode()).isEqualTo(200);
    }

    @Test
    void shouldChangeNothingOnBadInput() throws Exception {
        SandboxBehaviour before = sandbox.behaviour();

        HttpResponse<String> refused = client.send("PATCH", "/behaviour", "{\"seed\":5,\"error_rate\":2}");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(refused.body()).contains("error_rate: 2 (expected: a share, 0 to 1)", "\"field\":\"error_rate\"");
        assertThat(sandbox.behaviour()).isEqualTo(before);
    }

    @Test
    void shouldCountEachCallOnce() throws Exception {
        sandbox.behave(sandbox.behaviour().with(Knob.ERROR_RATE, 0.5).with(Knob.THROTTLE_RATE, 0.2));

        for (int i = 0; i < 50; i++) {
            client.analyze("a");
        }

        assertThat(client.stat("calls")).isEqualTo(50);
        assertThat(client.stat("ok") + client.stat("error") + client.stat("throttled"))
                .isEqualTo(50);
        assertThat(client.stat("error")).isBetween(10L, 40L);
    }
}
