package dev.chatanalytics.transport.nlp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An API with a few threads, each of which serves one connection until it ends, as many small servers do. */
final class WorkerServer implements AutoCloseable {

    static final String ANSWER = "{}";

    private final ServerSocket listener = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final ExecutorService workers;

    WorkerServer(int workers) throws IOException {
        this.workers = Executors.newFixedThreadPool(workers);
        for (int i = 0; i < workers; i++) {
            this.workers.execute(this::work);
        }
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/");
    }

    private void work() {
        while (!listener.isClosed()) {
            try (Socket connection = listener.accept()) {
                connections.add(connection);
                serve(connection);
            } catch (IOException e) {
                continue; // the client has gone, or the test is over
            }
        }
    }

    private static void serve(Socket connection) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(connection.getInputStream(), ISO_8859_1));
        int length = 0;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(line.substring(15).strip());
            } else if (line.isEmpty()) {
                for (; length > 0; length--) {
                    in.read();
                }
                String answer = "HTTP/1.1 200 OK\r\nContent-Length: " + ANSWER.length() + "\r\n\r\n" + ANSWER;
                connection.getOutputStream().write(answer.getBytes(ISO_8859_1));
            }
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket connection : connections) {
            connection.close();
        }
        workers.shutdown();
    }
}
