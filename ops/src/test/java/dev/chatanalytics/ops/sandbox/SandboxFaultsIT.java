package dev.chatanalytics.ops.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SandboxFaultsIT {

    private static final SandboxBehaviour QUICK = SandboxBehaviour.DEFAULT.withLatency(Duration.ofMillis(5));

    private NlpSandbox sandbox;
    private SandboxClient client;

    @BeforeEach
    void start() throws IOException {
        sandbox = NlpSandbox.start(SandboxOptions.DEFAULT.withCannedAnswers().with(QUICK));
        client = new SandboxClient(sandbox);
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void shouldFailWithTheStatusThatItWasTold() throws Exception {
        sandbox.behave(QUICK.with(Knob.ERROR_RATE, 1).with(Knob.ERROR_STATUS, 503));

        assertThat(client.analyze("a").statusCode()).isEqualTo(503);
        assertThat(client.stat("error")).isEqualTo(1);
    }

    @Test
    void shouldThrottle() throws Exception {
        sandbox.behave(QUICK.with(Knob.THROTTLE_RATE, 1).with(Knob.RETRY_AFTER_S, 7));

        HttpResponse<String> answer = client.analyze("a");

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("retry-after")).contains("7");
        assertThat(client.stat("throttled")).isEqualTo(1);
    }

    @Test
    void shouldAnswerRubbishWithTwoHundred() throws Exception {
        sandbox.behave(QUICK.with(Knob.GARBAGE_RATE, 1));

        for (int i = 0; i < 20; i++) {
            HttpResponse<String> answer = client.analyze("a");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).doesNotMatch("\\{.*}");
        }
        assertThat(client.stat("garbage")).isEqualTo(20);
    }

    @Test
    void shouldNeverAnswerWhenItHangs() throws Exception {
        sandbox.behave(QUICK.with(Knob.HANG_RATE, 1));

        var hanging = client.analyzeLater("a");

        await("the call to arrive")
                .untilAsserted(() -> assertThat(client.stat("hung")).isEqualTo(1));
        assertThat(client.stat("in_flight")).isZero();
        assertThat(hanging).isNotDone();
    }

    @Test
    void shouldResetTheConnection() throws Exception {
        sandbox.behave(QUICK.with(Knob.RESET_RATE, 1));

        try (Socket socket = new Socket("127.0.0.1", sandbox.port())) {
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            out.write("POST /v1/analyze HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}"
                    .getBytes(StandardCharsets.US_ASCII));

            assertThatThrownBy(() -> socket.getInputStream().read())
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("reset");
        }
        assertThat(client.stat("reset")).isEqualTo(1);
    }

    @Test
    void shouldBeWellAgainWhenToldSo() throws Exception {
        sandbox.behave(QUICK.with(Knob.ERROR_RATE, 1));
        assertThat(client.analyze("a").statusCode()).isEqualTo(500);

        sandbox.behave(QUICK);

        assertThat(client.analyze("a").statusCode()).isEqualTo(200);
        assertThat(client.stat("calls")).isEqualTo(2);
    }

    @Test
    void shouldCloseWithCallsThatHang() throws Exception {
        sandbox.behave(QUICK.with(Knob.HANG_RATE, 1));
        var hanging = client.analyzeLater("a");
        await("the call to arrive")
                .untilAsserted(() -> assertThat(client.stat("hung")).isEqualTo(1));

        sandbox.close();

        assertThat(hanging).failsWithin(Duration.ofSeconds(10));
    }
}
