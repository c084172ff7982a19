package dev.chatanalytics.ops.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class NlpSandboxIT {

    private static final SandboxOptions QUICK =
            SandboxOptions.DEFAULT.with(SandboxBehaviour.DEFAULT.withLatency(Duration.ofMillis(1)));

    @Test
    void shouldAnalyze() throws Exception {
        try (NlpSandbox sandbox = NlpSandbox.start(QUICK)) {
            SandboxClient client = new SandboxClient(sandbox);

            HttpResponse<String> answer = client.analyze("I'm NOT happy with this");

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("content-type")).contains("application/json");
            assertThat(answer.body())
                    .startsWith("{\"language\":\"en\",\"sentiment\":\"negative\",\"score\":-0.")
                    .endsWith("\"model\":\"sandbox-1\"}");
            assertThat(client.analyze("வணக்கம்").body())
                    .contains("\"language\":\"ta\"", "\"sentiment\":\"unknown\"", "\"sentiment_known\":false");
            assertThat(client.stat("ok")).isEqualTo(2);
        }
    }

    @Test
    void shouldRefuseWhatIsNoCall() throws Exception {
        try (NlpSandbox sandbox = NlpSandbox.start(QUICK)) {
            SandboxClient client = new SandboxClient(sandbox);

            HttpResponse<String> answer = client.send("POST", "/v1/analyze", "{\"txt\":\"hello\"}");

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
            assertThat(answer.body()).contains("text: missing (expected: a string)");
            assertThat(client.stat("bad_request")).isEqualTo(1);
            assertThat(client.send("GET", "/v1/analyze", "").statusCode()).isEqualTo(405);
            assertThat(client.send("POST", "/v2/analyze", "{}").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void shouldGiveConstantAnswersWithoutAnalysis() throws Exception {
        try (NlpSandbox sandbox = NlpSandbox.start(QUICK.withCannedAnswers())) {
            SandboxClient client = new SandboxClient(sandbox);

            String answer = client.analyze("hello").body();

            assertThat(answer)
                    .contains("\"model\":\"canned\"")
                    .isEqualTo(client.analyze("hello").body());
            assertThat(client.send("POST", "/v1/analyze", "").statusCode()).isEqualTo(200);
            assertThat(threads("sandbox-nlp")).isZero();
        }
    }

    @Test
    void shouldLeaveNoThreadBehind() throws Exception {
        NlpSandbox sandbox = NlpSandbox.start(QUICK);
        assertThat(new SandboxClient(sandbox).analyze("hello").statusCode()).isEqualTo(200);
        assertThat(threads("sandbox")).isPositive();

        sandbox.close();
        sandbox.close();

        assertThat(threads("sandbox")).isZero();
    }

    @Test
    void shouldSayThatThePortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            SandboxOptions options = QUICK.withCannedAnswers().on("0.0.0.0", taken.getLocalPort());

            assertThatThrownBy(() -> NlpSandbox.start(options))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(String.valueOf(taken.getLocalPort()));
            assertThat(threads("sandbox")).isZero();
        }
    }

    @Test
    void shouldRefuseOptionsThatMakeNoSense() {
        assertThatThrownBy(() -> QUICK.on("127.0.0.1", 65_536)).hasMessage("port: 65536 (expected: 0 to 65535)");
        assertThatThrownBy(() -> new SandboxOptions("127.0.0.1", 0, 0, true, SandboxBehaviour.DEFAULT))
                .hasMessage("threads: 0 (expected: >= 1)");
    }

    private static long threads(String role) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.isAlive() && thread.getName().startsWith(role))
                .count();
    }
}
