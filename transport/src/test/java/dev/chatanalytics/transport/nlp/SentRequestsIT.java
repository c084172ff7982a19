package dev.chatanalytics.transport.nlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatanalytics.engine.runtime.TimerWheel;
import dev.chatanalytics.transport.http.EventLoops;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.asynchttpclient.AsyncHttpClient;
import org.asynchttpclient.DefaultAsyncHttpClient;
import org.asynchttpclient.Request;
import org.asynchttpclient.RequestBuilder;
import org.asynchttpclient.Response;
import org.asynchttpclient.netty.NettyResponseFuture;
import org.junit.jupiter.api.Test;

class SentRequestsIT {

    private final BlockingQueue<StubExchange> received = new LinkedBlockingQueue<>();

    @Test
    void shouldBeForgottenWhileTheirAnswersAreAwaited() throws Exception {
        try (NlpStub stub = new NlpStub(received::add);
                EventLoops loops = EventLoops.start(1, "client");
                TimerWheel timer = new TimerWheel("test-timer")) {
            var options = new HttpNlpClientOptions(stub.url(), 10, ClientUnderTest.AMPLE, ClientUnderTest.MAX_ANSWER);
            Request prototype =
                    new RequestBuilder("POST").setUrl(stub.url().toString()).build();
            try (AsyncHttpClient client = new DefaultAsyncHttpClient(
                    ClientConfig.of(loops, timer, options, prototype, new ConnectionsAhead()))) {
                exchange(client, prototype, "on a new connection");
                exchange(client, prototype, "on one from the pool");
            }
            assertThat(stub.accepted()).isEqualTo(1);
        }
    }

    private void exchange(AsyncHttpClient client, Request prototype, String text) throws Exception {
        var answer = (NettyResponseFuture<Response>) client.executeRequest(
                new AnalyzeRequests(prototype, RequestTemplate.TEXT).of(text, prototype.getHeaders()));
        StubExchange exchange = received.poll(20, TimeUnit.SECONDS);

        assertThat(exchange.text()).isEqualTo(text);
        assertThat(answer.getCurrentRequest()).isSameAs(prototype);
        assertThat(answer.getTargetRequest()).isSameAs(prototype);
        assertThat(answer.getNettyRequest().getHttpRequest().headers()).isEmpty();

        exchange.echo();
        assertThat(answer.get(20, TimeUnit.SECONDS).getResponseBody()).isEqualTo(text);
    }
}
