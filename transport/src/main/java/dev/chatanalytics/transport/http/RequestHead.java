package dev.chatanalytics.transport.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import java.util.List;

/** The head of one request, as it came. Does not change; any thread. */
public final class RequestHead {

    private static final long CHUNKED = -1;

    private final HttpRequest request;

    RequestHead(HttpRequest request) {
        this.request = request;
    }

    /** As it came, such as {@code POST}. */
    public String method() {
        return request.method().name();
    }

    /** The path, not decoded, without the query. */
    public String path() {
        return RequestTarget.path(request.uri());
    }

    /** What follows the first {@code ?}, not decoded, or null. */
    public String query() {
        return RequestTarget.query(request.uri());
    }

    /** The first header of this name, in whatever case, or null. */
    public String header(String name) {
        return request.headers().get(name);
    }

    /** All headers of this name, in whatever case, as one: a list may go on in another line. Null when there is none. */
    public String list(String name) {
        List<String> lines = request.headers().getAll(name);
        return lines.isEmpty() ? null : String.join(",", lines);
    }

    /** The {@code Content-Type}, or null. */
    public String contentType() {
        return request.headers().get(HttpHeaderNames.CONTENT_TYPE);
    }

    /** The {@code Content-Encoding}, or null. */
    public String contentEncoding() {
        return request.headers().get(HttpHeaderNames.CONTENT_ENCODING);
    }

    /** Bytes of the body that is to come; -1 when it comes in chunks, and so of any length. */
    public long announcedLength() {
        return HttpUtil.isTransferEncodingChunked(request) ? CHUNKED : HttpUtil.getContentLength(request, 0L);
    }

    boolean isKeepAlive() {
        return HttpUtil.isKeepAlive(request);
    }

    /** Whether the client waits for {@code 100 Continue} before it sends its body. */
    boolean expectsContinue() {
        return HttpUtil.is100ContinueExpected(request);
    }

    boolean isHttp10() {
        return request.protocolVersion().minorVersion() == 0;
    }
}
