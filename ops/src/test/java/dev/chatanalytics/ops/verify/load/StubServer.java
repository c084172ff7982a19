package dev.chatanalytics.ops.verify.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.chatanalytics.engine.runtime.NamedThreads;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A server of a few lines: a thread for each connection, and whatever answer a test wants. */
final class StubServer implements AutoCloseable {

    /** Close instead of answering. */
    static final int HANG_UP = 0;

    private final Map<String, Integer> bodies = new ConcurrentHashMap<>();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final ServerSocket server;
    private final Answers answers;
    private final Thread acceptor = NamedThreads.create("stub", this::accept);

    /** The status for a body that has now come so many times. */
    interface Answers {
        int to(String body, int times);
    }

    StubServer(Answers answers) throws IOException {
        this(0, answers);
    }

    StubServer(int port, Answers answers) throws IOException {
        this.answers = answers;
        this.server = new ServerSocket(port);
        acceptor.start();
    }

    Target target() {
        return new Target("localhost", server.getLocalPort(), "/v1/messages");
    }

    Set<String> bodies() {
        return bodies.keySet();
    }

    int times(byte[] body) {
        return bodies.getOrDefault(new String(body, ISO_8859_1), 0);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                sockets.add(socket);
                NamedThreads.create("stub-conn", () -> serve(socket)).start();
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (int length = head(in); length >= 0; length = head(in)) {
                String body = new String(in.readNBytes(length), ISO_8859_1);
                int status = answers.to(body, bodies.merge(body, 1, Integer::sum));
                if (status == HANG_UP) {
                    return;
                }
                String answer = "HTTP/1.1 " + status + " Whatever\r\nContent-Length: 2\r\n\r\n{}";
                socket.getOutputStream().write(answer.getBytes(ISO_8859_1));
            }
        } catch (IOException e) {
            sockets.remove(socket); // the client is gone
        }
    }

    /** The length of the body that follows, or -1 at the end. */
    private static int head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int b = in.read();
            if (b < 0) {
                return -1;
            }
            head.append((char) b);
        }
        return Integer.parseInt(head.toString().replaceAll("(?s).*Content-Length: (\\d+).*", "$1"));
    }

    @Override
    public void close() throws IOException {
        server.close();
        NamedThreads.join(acceptor);
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
