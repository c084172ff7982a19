package dev.chatanalytics.ops.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SandboxLatencyIT {

    private static final SandboxOptions CANNED = SandboxOptions.DEFAULT.withCannedAnswers();

    @Test
    void shouldNotAnswerBeforeTheLatencyIsOver() throws Exception {
        try (NlpSandbox sandbox = NlpSandbox.start(SandboxOptions.DEFAULT)) {
            SandboxClient client = new SandboxClient(sandbox);
            long since = System.nanoTime();

            assertThat(client.analyze("How long will it take?").statusCode()).isEqualTo(200);

            assertThat(Duration.ofNanos(System.nanoTime() - since)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
        }
    }

    @Test
    void shouldLetQuickCallsOvertakeSlowOnes() throws Exception {
        SandboxBehaviour slow = SandboxBehaviour.DEFAULT.withLatency(Duration.ofSeconds(3));
        try (NlpSandbox sandbox = NlpSandbox.start(CANNED.with(slow))) {
            SandboxClient client = new SandboxClient(sandbox);
            CompletableFuture<HttpResponse<String>> first = client.analyzeLater("first");
            await("the first call to arrive").until(() -> client.stat("in_flight") == 1);

            sandbox.behave(slow.withLatency(Duration.ofMillis(1)));

            assertThat(client.analyze("second").statusCode()).isEqualTo(200);
            assertThat(first).isNotDone();
            assertThat(first.join().statusCode()).isEqualTo(200);
            await("no call in flight").until(() -> client.stat("in_flight") == 0);
        }
    }

    @Test
    void shouldAnswerAThousandAtOnce() throws Exception {
        try (NlpSandbox sandbox = NlpSandbox.start(SandboxOptions.DEFAULT)) {
            SandboxClient client = new SandboxClient(sandbox);

            List<CompletableFuture<HttpResponse<String>>> calls = IntStream.range(0, 1000)
                    .mapToObj(i -> client.analyzeLater("This is a nice message, number " + i))
                    .toList();

            Set<Integer> statuses =
                    calls.stream().map(call -> call.join().statusCode()).collect(Collectors.toSet());
            assertThat(statuses).containsExactly(200);
            assertThat(client.stat("ok")).isEqualTo(1000);
        }
    }
}
