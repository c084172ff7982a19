package dev.chatanalytics.transport.http;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.Arrays;
import java.util.List;

/** From the parts of a request to the whole. Event loop only; one for each connection. */
final class RequestAssembler {

    private static final byte[] NOTHING = {};

    private final int maxBodyBytes;
    private HttpRequest head;
    private byte[] body = NOTHING;
    private int length;
    private boolean continueDue;

    RequestAssembler(int maxBodyBytes) {
        this.maxBodyBytes = maxBodyBytes;
    }

    /**
     * Takes the next part, and keeps no reference to its buffer.
     *
     * @return whether the request is whole
     */
    boolean add(HttpObject part) throws HttpFault {
        if (part.decoderResult().isFailure()) {
            throw HttpFault.of(part);
        }
        if (part instanceof HttpRequest request) {
            begin(request);
        }
        if (part instanceof HttpContent content) {
            append(content.content());
        }
        return part instanceof LastHttpContent;
    }

    /** The head of a whole request. Called once, since a connection that is idle for long need not keep it. */
    HttpRequest takeHead() {
        HttpRequest whole = head;
        head = null;
        return whole;
    }

    /** The body of a whole request. Called once. */
    byte[] takeBody() {
        byte[] whole = length == body.length ? body : Arrays.copyOf(body, length);
        body = NOTHING;
        return whole;
    }

    /** Whether the client waits for {@code 100 Continue} before it sends its body. */
    boolean continueDue() {
        return continueDue;
    }

    void continueSent() {
        continueDue = false;
    }

    private void begin(HttpRequest request) throws HttpFault {
        head = request;
        body = NOTHING;
        length = 0;
        requireHttp1(request);
        requireOneHost(request);
        requirePlainChunks(request.headers());
        if (HttpUtil.getContentLength(request, 0L) > maxBodyBytes) {
            throw tooLarge();
        }
        continueDue = HttpUtil.is100ContinueExpected(request);
    }

    private void append(ByteBuf content) throws HttpFault {
        int more = content.readableBytes();
        if (more == 0) {
            return;
        }
        if (length + more > maxBodyBytes) {
            throw tooLarge();
        }
        continueDue = false; // the client did not wait
        if (length + more > body.length) {
            // Grown by what came, never by what was announced: an announcement costs nothing.
            int doubled = Math.min(2 * length, maxBodyBytes);
            body = Arrays.copyOf(body, Math.max(doubled, length + more));
        }
        content.readBytes(body, length, more);
        length += more;
    }

    private HttpFault tooLarge() {
        return new HttpFault(Status.CONTENT_TOO_LARGE, "body: longer than " + maxBodyBytes + " bytes");
    }

    private static void requireHttp1(HttpRequest request) throws HttpFault {
        HttpVersion version = request.protocolVersion();
        if (version != HttpVersion.HTTP_1_1 && version != HttpVersion.HTTP_1_0) {
            throw new HttpFault(Status.BAD_REQUEST, "version: " + version + " (expected HTTP/1.1 or HTTP/1.0)");
        }
    }

    /** RFC 9112, section 3.2. */
    private static void requireOneHost(HttpRequest request) throws HttpFault {
        if (request.protocolVersion() == HttpVersion.HTTP_1_1) {
            List<String> hosts = request.headers().getAll(HttpHeaderNames.HOST);
            if (hosts.size() != 1) {
                throw new HttpFault(Status.BAD_REQUEST, "Host: given " + hosts.size() + " times (expected once)");
            }
        }
    }

    /** Any other coding would have to be undone, and servers that disagree on one can be played against each other. */
    private static void requirePlainChunks(HttpHeaders headers) throws HttpFault {
        if (headers.contains(HttpHeaderNames.TRANSFER_ENCODING)) {
            List<String> codings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
            if (codings.size() != 1 || !HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(codings.get(0))) {
                throw new HttpFault(Status.BAD_REQUEST, "Transfer-Encoding: " + codings + " (expected chunked)");
            }
        }
    }
}
