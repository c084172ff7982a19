package dev.chatanalytics.ops;

import dev.chatanalytics.engine.Engine;
import dev.chatanalytics.engine.EngineOptions;
import dev.chatanalytics.engine.Ports;
import dev.chatanalytics.engine.port.EngineMetrics;
import dev.chatanalytics.engine.port.MessageLog;
import dev.chatanalytics.engine.port.NlpFailure;
import dev.chatanalytics.engine.port.Outcome;
import dev.chatanalytics.engine.runtime.TimerWheel;
import dev.chatanalytics.transport.http.EventLoops;
import dev.chatanalytics.transport.http.HttpAnswer;
import dev.chatanalytics.transport.http.HttpMetrics;
import dev.chatanalytics.transport.http.HttpServer;
import dev.chatanalytics.transport.http.HttpServerOptions;
import dev.chatanalytics.transport.http.Route;
import dev.chatanalytics.transport.http.Router;
import dev.chatanalytics.transport.http.Status;
import dev.chatanalytics.transport.ingest.MessageEndpoint;
import dev.chatanalytics.transport.nlp.HttpNlpClient;
import dev.chatanalytics.transport.nlp.HttpNlpClientOptions;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A rehearsal before the doors open: some messages go the whole way through an engine, a server and an NLP API that are
 * thrown away. Loading the classes takes longer than {@code http.ingest-timeout}, so the first chatbot would get 503.
 */
final class WarmUp {

    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
    private static final int MESSAGES = 300;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final HttpServerOptions HERE =
            new HttpServerOptions("127.0.0.1", 0, 1_000, 64 << 10, PATIENCE, PATIENCE);
    private static final byte[] REQUEST = request();

    private WarmUp() {}

    /** Blocks for a second or less. That it fails is no reason not to start. */
    static void run(EngineOptions options, EventLoops loops, TimerWheel timers) throws InterruptedException {
        try (Parts parts = new Parts()) {
            HttpServer api = parts.add(HttpServer.start(
                    loops,
                    HERE,
                    exchange -> exchange.respond(HttpAnswer.json(Status.OK, "{\"language\":\"en\"}")),
                    HttpMetrics.NONE));
            URI url = URI.create("http://127.0.0.1:" + api.port() + "/");
            HttpNlpClient nlp =
                    parts.add(HttpNlpClient.start(loops, timers, new HttpNlpClientOptions(url, MESSAGES, PATIENCE)));
            Ports ports = new Ports(nlp, batch -> 0, (kind, messages, why, n) -> {}, MessageLog.MEMORY, new Mute());
            Engine engine = parts.add(Engine.start(small(options), ports, timers));
            Route messages = Route.post(MessageEndpoint.PATH, new MessageEndpoint(engine, PATIENCE));
            HttpServer server = parts.add(HttpServer.start(loops, HERE, Router.of(messages), HttpMetrics.NONE));
            send(server.port());
            engine.drain(PATIENCE);
        } catch (IOException e) {
            LOG.warn("The rehearsal failed, so the first messages may get 503", e);
        }
    }

    private static EngineOptions small(EngineOptions options) {
        return new EngineOptions(
                new EngineOptions.Ring(1024, 0.1, options.ring().waitStrategy()),
                options.rules(),
                new EngineOptions.Nlp(MESSAGES, 1, PATIENCE, PATIENCE),
                options.breaker(),
                new EngineOptions.Persist(MESSAGES, options.persist().linger(), 1, 1, PATIENCE));
    }

    private static void send(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (int i = 0; i < MESSAGES; i++) {
                socket.getOutputStream().write(REQUEST);
                skipAnswer(in);
            }
        }
    }

    /** It is a JSON object without another one in it. */
    private static void skipAnswer(InputStream in) throws IOException {
        int c = in.read();
        while (c != '}') {
            if (c < 0) {
                throw new EOFException("the connection was closed");
            }
            c = in.read();
        }
    }

    private static byte[] request() {
        String body = "{\"message_id\":\"m-1\",\"bot_id\":\"b\",\"user_id\":\"u\",\"text\":\"warming up ☕\"}";
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        String head = "POST " + MessageEndpoint.PATH + " HTTP/1.1\r\nHost: localhost\r\n"
                + "Content-Type: application/json\r\nContent-Length: " + length + "\r\n\r\n";
        return (head + body).getBytes(StandardCharsets.UTF_8);
    }

    /** Counts nothing: a rehearsal is not to be seen in the metrics. */
    private static final class Mute implements EngineMetrics {

        @Override
        public void messages(Outcome outcome, int count) {}

        @Override
        public void stored(long receivedToCommittedNanos) {}

        @Override
        public void nlpAttempt(NlpFailure.Reason failure, long nanos) {}

        @Override
        public void batchWritten(int rows, long nanos) {}
    }
}
