package dev.chatanalytics.ops.verify.load;

import java.net.InetSocketAddress;
import java.net.URI;

/**
 * Where messages are posted. Immutable.
 *
 * @param path of the endpoint
 */
public record Target(String host, int port, String path) {

    private static final int HTTP = 80;

    /**
     * The endpoint of the service at this URL.
     *
     * @throws IllegalArgumentException when it is not {@code http://HOST[:PORT][/PREFIX]}
     */
    public static Target of(String url) {
        URI uri = URI.create(url);
        if (!"http".equals(uri.getScheme()) || uri.getHost() == null || uri.getQuery() != null) {
            throw new IllegalArgumentException("url: " + url + " (expected: such as http://localhost:8080)");
        }
        String prefix = uri.getRawPath() == null ? "" : uri.getRawPath().replaceFirst("/+$", "");
        return new Target(uri.getHost(), uri.getPort() < 0 ? HTTP : uri.getPort(), prefix + "/v1/messages");
    }

    /** As a URL. */
    public URI uri() {
        return URI.create("http://" + host + ":" + port + path);
    }

    /** Resolved anew each time, as the service may have moved. */
    InetSocketAddress address() {
        return new InetSocketAddress(host, port);
    }
}
