package dev.chatanalytics.ops.path;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.function.Function;
import javax.net.ssl.SSLContext;

/** An NLP API in a few lines, with the JDK's server: 200 with what the function says, or 400 when it says null. */
final class SmallApi implements AutoCloseable {

    private final HttpServer server;
    private final String scheme;

    private SmallApi(HttpServer server, String scheme, Function<Call, String> answers) {
        this.server = server;
        this.scheme = scheme;
        server.createContext("/", exchange -> answer(exchange, answers));
        server.start();
    }

    /** One request. */
    record Call(HttpExchange exchange, String body) {

        boolean isPostTo(String target) {
            return exchange.getRequestMethod().equals("POST")
                    && exchange.getRequestURI().toString().equals(target);
        }

        boolean has(String header, String value) {
            return value.equals(exchange.getRequestHeaders().getFirst(header));
        }
    }

    static SmallApi plain(Function<Call, String> answers) throws IOException {
        return new SmallApi(HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0), "http", answers);
    }

    static SmallApi secure(SSLContext context, Function<Call, String> answers) throws IOException {
        HttpsServer server = HttpsServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        return new SmallApi(server, "https", answers);
    }

    /** Scheme, host and port. */
    String origin() {
        return scheme + "://localhost:" + server.getAddress().getPort();
    }

    private static void answer(HttpExchange exchange, Function<Call, String> answers) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        String answer = answers.apply(new Call(exchange, body));
        byte[] bytes = (answer == null ? "{}" : answer).getBytes(UTF_8);
        exchange.sendResponseHeaders(answer == null ? 400 : 200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
