package dev.chatanalytics.ops;

import dev.chatanalytics.transport.ingest.MessageEndpoint;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Chatbots on some connections, each of which waits for its answer before it sends again. Used by one thread. */
final class RehearsalClient implements AutoCloseable {

    static final int CONNECTIONS = 64;

    private static final int TEXTS = 256;
    private static final String[] PHRASES = {
        "Where is my order? ",
        "Thank you, that was very helpful! ",
        "Das hat leider nicht funktioniert, schöne Grüße. ",
        "¿Cuándo llega mi pedido? ",
        "Très bien, merci. ",
        "Спасибо, всё понятно. ",
        "注文はどこですか。",
        "我的订单在哪里？",
        "أين طلبي؟ ",
        "👍😀 "
    };

    private final Parts sockets = new Parts();
    private final List<Socket> connections = new ArrayList<>();
    private final List<byte[]> requests = new ArrayList<>();
    private final byte[] answer = new byte[4096];
    private int next;

    RehearsalClient(int port, Duration patience) throws IOException {
        for (int i = 0; i < TEXTS; i++) {
            requests.add(request(i));
        }
        try {
            for (int i = 0; i < CONNECTIONS; i++) {
                Socket socket = sockets.add(new Socket(InetAddress.getLoopbackAddress(), port));
                socket.setSoTimeout((int) patience.toMillis());
                connections.add(socket);
            }
        } catch (IOException e) {
            sockets.closeAfter(e);
            throw e;
        }
    }

    /** One message over each connection. */
    void burst() throws IOException {
        for (Socket connection : connections) {
            connection.getOutputStream().write(requests.get(next++ % TEXTS));
        }
        for (Socket connection : connections) {
            skipAnswer(connection);
        }
    }

    /** Its body is a JSON object without another one in it, and nothing follows. */
    private void skipAnswer(Socket connection) throws IOException {
        int length;
        do {
            length = connection.getInputStream().read(answer);
            if (length < 0) {
                throw new EOFException("the connection was closed");
            }
        } while (answer[length - 1] != '}');
    }

    /** One in eight has neither an id nor a time, so that the server gives it both. */
    private static byte[] request(int number) {
        String own = number % 8 == 0
                ? ""
                : "\"message_id\":\"rehearsal-" + number + "\",\"timestamp\":\"" + Instant.now() + "\",";
        String body = "{" + own + "\"bot_id\":\"bot-" + number + "\",\"user_id\":\"user-" + number + "\",\"text\":\""
                + text(number) + "\"}";
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        String head = "POST " + MessageEndpoint.PATH + " HTTP/1.1\r\nHost: localhost\r\n"
                + "Content-Type: application/json\r\nContent-Length: " + length + "\r\n\r\n";
        return (head + body).getBytes(StandardCharsets.UTF_8);
    }

    private static String text(int number) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i <= number % 12; i++) {
            text.append(PHRASES[(number + i) % PHRASES.length]);
        }
        return text.toString();
    }

    @Override
    public void close() throws IOException {
        sockets.close();
    }
}
