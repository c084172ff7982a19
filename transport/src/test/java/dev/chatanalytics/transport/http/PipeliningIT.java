package dev.chatanalytics.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class PipeliningIT {

    @Test
    void shouldAnswerInOrderWhenAnswersComeInAnyOrder() throws Exception {
        Queue<HttpExchange> waiting = new ConcurrentLinkedQueue<>();
        try (TestServer server = new TestServer(waiting::add);
                RawClient client = server.connect()) {
            client.send(requests(0, 20));
            await("all are with the handler").until(() -> waiting.size() == 20);
            List<HttpExchange> shuffled = new ArrayList<>(waiting);
            Collections.shuffle(shuffled, new Random(7));
            shuffled.forEach(TestServer::echo);
            expect(client, 0, 20);
        }
    }

    @Test
    void shouldAnswerInOrderWhenTheHandlerAnswersAtOnce() throws Exception {
        try (TestServer server = new TestServer(TestServer::echo);
                RawClient client = server.connect()) {
            client.send(requests(0, 2_000));
            expect(client, 0, 2_000);
        }
    }

    @Test
    void shouldLeaveTheRestWithTheClientWhenMuchIsUnanswered() throws Exception {
        BlockingQueue<HttpExchange> waiting = new LinkedBlockingQueue<>();
        try (TestServer server = new TestServer(waiting::add);
                RawClient client = server.connect()) {
            client.send(requests(0, 32));
            await("the limit is reached").until(() -> waiting.size() == 32);
            client.send(requests(32, 3_000));
            TestServer.echo(waiting.take());
            expect(client, 0, 1);
            // That let one more read happen, of 16 KiB at most.
            assertThat(waiting.size())
                    .isLessThan(32 + 16 * 1024 / requests(32, 33).length());
            for (int n = 1; n < 3_000; n++) {
                HttpExchange next = waiting.poll(10, TimeUnit.SECONDS);
                assertThat(next).as("request %d", n).isNotNull();
                TestServer.echo(next);
            }
            expect(client, 1, 3_000);
        }
    }

    @Test
    void shouldCloseAfterTheAnswersThatAreDueWhenRubbishFollows() throws Exception {
        Queue<HttpExchange> waiting = new ConcurrentLinkedQueue<>();
        try (TestServer server = new TestServer(waiting::add);
                RawClient client = server.connect()) {
            client.send(requests(0, 2)).send("rubbish\r\n\r\n");
            await("both are with the handler").until(() -> waiting.size() == 2);
            waiting.forEach(TestServer::echo);
            expect(client, 0, 2);
            assertThat(client.answer().status()).isEqualTo(400);
            assertThat(client.ended()).isTrue();
        }
    }

    @Test
    void shouldIgnoreWhatFollowsTheLastRequest() throws Exception {
        Queue<String> paths = new ConcurrentLinkedQueue<>();
        RequestHandler noting = exchange -> {
            paths.add(exchange.path());
            TestServer.echo(exchange);
        };
        try (TestServer server = new TestServer(noting);
                RawClient client = server.connect()) {
            client.send("GET /0 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n" + requests(1, 5));
            expect(client, 0, 1);
            assertThat(client.ended()).isTrue();
            assertThat(paths).containsExactly("/0");
        }
    }

    private static String requests(int from, int to) {
        StringBuilder all = new StringBuilder();
        for (int n = from; n < to; n++) {
            all.append("GET /").append(n).append(" HTTP/1.1\r\nHost: x\r\n\r\n");
        }
        return all.toString();
    }

    private static void expect(RawClient client, int from, int to) throws Exception {
        for (int n = from; n < to; n++) {
            assertThat(client.answer().body()).isEqualTo("GET /" + n + " null ");
        }
    }
}
