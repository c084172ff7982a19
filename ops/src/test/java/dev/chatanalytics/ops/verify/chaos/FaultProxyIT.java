package dev.chatanalytics.ops.verify.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real sockets on both sides of the proxy. */
class FaultProxyIT {

    private final AtomicReference<InetSocketAddress> target = new AtomicReference<>();
    private ServerSocket database;
    private FaultProxy proxy;
    private Socket client;
    private Socket server;

    @BeforeEach
    void open() throws IOException {
        database = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        target.set(new InetSocketAddress(InetAddress.getLoopbackAddress(), database.getLocalPort()));
        proxy = FaultProxy.start(target::get);
        client = connect();
        server = database.accept();
        server.setSoTimeout(10_000);
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
        client.close();
        server.close();
        database.close();
    }

    @Test
    void shouldCarryBytesBothWays() throws IOException {
        client.getOutputStream().write("there".getBytes());
        assertThat(server.getInputStream().readNBytes(5)).asString().isEqualTo("there");
        server.getOutputStream().write("back".getBytes());
        assertThat(client.getInputStream().readNBytes(4)).asString().isEqualTo("back");
    }

    @Test
    void shouldResetInTheMiddleOfWhatIsSent() throws IOException {
        proxy.resetAfter(3);
        client.getOutputStream().write(new byte[100]);

        assertThatThrownBy(() -> server.getInputStream().readNBytes(100)).isInstanceOf(SocketException.class);
        assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
        assertThat(proxy.resets()).isEqualTo(1);
    }

    @Test
    void shouldResetWhatItHasSwallowedFrom() throws IOException {
        client.getOutputStream().write('a');
        assertThat(server.getInputStream().read()).isEqualTo('a');
        proxy.swallow(true);
        client.getOutputStream().write('b');
        // Until it has read b nothing is missing from the stream, and it may still pass b on.
        await().until(() -> proxy.swallowedBytes() == 1);
        proxy.swallow(false);

        assertThatThrownBy(() -> server.getInputStream().read()).isInstanceOf(SocketException.class);
        assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
    }

    @Test
    void shouldResetWhoComesWhileTheDatabaseIsAway() {
        target.set(null);
        assertThatThrownBy(() -> {
                    try (Socket late = connect()) { // the reset may have come before this returns
                        assertThat(late.getInputStream().read()).isZero();
                    }
                })
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("reset");
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        socket.setSoTimeout(10_000);
        return socket;
    }
}
