package dev.chatanalytics.transport.http;

/** One method on one path, and who answers it. The path is compared byte by byte, so without any decoding. */
public record Route(String method, String path, RequestHandler handler) {

    /** Answers {@code GET}, and {@code HEAD} too. */
    public static Route get(String path, RequestHandler handler) {
        return new Route("GET", path, handler);
    }

    public static Route post(String path, RequestHandler handler) {
        return new Route("POST", path, handler);
    }

    public static Route put(String path, RequestHandler handler) {
        return new Route("PUT", path, handler);
    }
}
