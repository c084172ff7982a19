package dev.chatanalytics.perf.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class NginxConfigTest {

    private static final List<InetSocketAddress> SERVICES =
            List.of(new InetSocketAddress("127.0.0.1", 8080), new InetSocketAddress("127.0.0.1", 8090));

    @Test
    void shouldSpreadRequestsOverAllServicesOnConnectionsThatAreKept() {
        String upstream = section(config(50_000, 20_000).text(), "upstream chat_analytics {");
        assertThat(upstream.lines().map(String::strip))
                .contains("least_conn;", "server 127.0.0.1:8080;", "server 127.0.0.1:8090;", "keepalive 512;")
                // What comes after keepalive would not be kept.
                .containsSubsequence("least_conn;", "server 127.0.0.1:8090;", "keepalive 512;");
        assertThat(config(50_000, 20_000).text())
                .contains("proxy_http_version 1.1;")
                .contains("proxy_set_header Connection \"\";");
    }

    @Test
    void shouldHaveWorkersEnoughForTheirDescriptors() {
        assertThat(config(50_000, 20_000).workers()).isEqualTo(4);
        assertThat(config(50_000, 65_000).workers()).isEqualTo(1);
        assertThat(config(100, 20_000).workers()).isEqualTo(1);
        assertThat(config(50_000, 20_000).text())
                .contains("worker_processes 4;")
                .contains("worker_rlimit_nofile 20000;")
                .contains("worker_connections 19900;")
                .contains("listen 127.0.0.1:8000 reuseport backlog=4096;");
    }

    @Test
    void shouldKeepItsFilesInItsDirectory() {
        assertThat(config(100, 20_000).text())
                .contains("pid /run/here/nginx.pid;")
                .contains("client_body_temp_path /run/here/client;")
                .contains("access_log off;")
                .contains("daemon off;");
    }

    @Test
    void shouldReadHowManyConnectionsThereAre() {
        String status = """
                Active connections: 50001\s
                server accepts handled requests
                 50123 50123 98765\s
                Reading: 0 Writing: 12 Waiting: 49989\s
                """;
        assertThat(Nginx.active(status)).isEqualTo(50_001);
    }

    private static NginxConfig config(int connections, int descriptors) {
        return new NginxConfig(8_000, SERVICES, connections, descriptors, Path.of("/run/here"));
    }

    private static String section(String text, String head) {
        int start = text.indexOf(head);
        assertThat(start).as("there is " + head).isPositive();
        return text.substring(start, text.indexOf('}', start));
    }
}
