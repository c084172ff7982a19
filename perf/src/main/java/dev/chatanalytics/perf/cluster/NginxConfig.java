package dev.chatanalytics.perf.cluster;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How nginx is to stand in front of the services.
 *
 * @param port where it listens, on loopback
 * @param services behind it
 * @param connections that clients will open
 * @param descriptors that one of its processes may open
 * @param directory for its files
 */
record NginxConfig(int port, List<InetSocketAddress> services, int connections, int descriptors, Path directory) {

    /** Where it says how many connections it has. */
    static final String STATUS = "/nginx-status";

    /** To the services, kept open by each worker: more than that are opened for one request and closed after it. */
    private static final int UPSTREAM_KEPT = 512;

    /** What a worker opens besides connections of clients: to services, logs, listening sockets. */
    private static final int RESERVE = 2_000;

    /** The kernel spreads connections over the workers by chance, not evenly. */
    private static final double UNEVEN = 1.1;

    /** As many as it takes to hold the connections. */
    int workers() {
        return (int) Math.max(1, Math.ceil(UNEVEN * connections / (descriptors - RESERVE)));
    }

    String text() {
        String servers = services.stream()
                .map(service -> "server " + service.getHostString() + ":" + service.getPort() + ";\n")
                .collect(Collectors.joining())
                .indent(8);
        String form = """
                daemon off;
                worker_processes %d;
                worker_rlimit_nofile %d;
                pid %s/nginx.pid;
                error_log stderr warn;
                events {
                    worker_connections %d;
                    multi_accept on;
                }
                http {
                    access_log off;
                    client_body_temp_path %5$s/client;
                    proxy_temp_path %5$s/proxy;
                    fastcgi_temp_path %5$s/fastcgi;
                    uwsgi_temp_path %5$s/uwsgi;
                    scgi_temp_path %5$s/scgi;

                    # Longer than the services' own 75 s is of no use, and connections must not be counted out.
                    keepalive_timeout 75s;
                    keepalive_requests 1000000000;
                    client_body_buffer_size 72k;

                    upstream chat_analytics {
                        zone chat_analytics 256k;
                        least_conn;
                %6$s        keepalive %7$d;
                        # Shorter than the services' 75 s, so that no request meets a connection that they close.
                        keepalive_timeout 60s;
                        keepalive_requests 1000000000;
                    }
                    server {
                        listen 127.0.0.1:%8$d reuseport backlog=4096;
                        location / {
                            proxy_pass http://chat_analytics;
                            proxy_http_version 1.1;
                            proxy_set_header Connection "";
                        }
                        location = %9$s {
                            stub_status;
                        }
                    }
                }
                """;
        return String.format(
                Locale.ROOT,
                form,
                workers(),
                descriptors,
                directory,
                descriptors - 100,
                directory,
                servers,
                UPSTREAM_KEPT,
                port,
                STATUS);
    }
}
