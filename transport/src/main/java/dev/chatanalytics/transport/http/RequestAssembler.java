package dev.chatanalytics.transport.http;

import dev.chatanalytics.engine.Sender;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.Arrays;
import java.util.List;

/** From the parts of a request to the whole. Event loop only; one for each connection. */
final class RequestAssembler {

    /** Of a body that nobody wants; when more is to come, or comes, the connection is closed. */
    private static final int MAX_DISCARDED = 64 * 1024;

    private static final byte[] NOTHING = {};

    private final int serverLimit;
    private int limit;
    private RequestHead head;
    private Sender sender;
    private byte[] body = NOTHING;
    private int length;
    private boolean continueDue;
    private boolean discarding;

    RequestAssembler(int maxBodyBytes) {
        serverLimit = maxBodyBytes;
    }

    /**
     * Takes the next part, and keeps no reference to its buffer. When it is a head, {@link #accept} or {@link #discardBody}
     * follows.
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

    RequestHead head() {
        return head;
    }

    /** The body may come. */
    void accept(HeadDecision decision) throws HttpFault {
        limit = decision.maxBodyBytes() == HeadDecision.SERVER_LIMIT ? serverLimit : decision.maxBodyBytes();
        if (head.announcedLength() > limit) {
            throw tooLarge();
        }
        sender = decision.sender();
        continueDue = head.expectsContinue();
    }

    /** Whether the body is worth waiting for when nobody wants it. */
    boolean canDiscard() {
        return head.announcedLength() <= MAX_DISCARDED;
    }

    /** The body is thrown away as it comes. */
    void discardBody() {
        head = null;
        limit = MAX_DISCARDED;
        discarding = true;
    }

    boolean isDiscarding() {
        return discarding;
    }

    /** To be asked at the end of each request: whether it was one to be discarded. */
    boolean endsDiscarding() {
        boolean discarded = discarding;
        discarding = false;
        return discarded;
    }

    /** The head of a whole request. Called once, since a connection that is idle for long need not keep it. */
    RequestHead takeHead() {
        RequestHead whole = head;
        head = null;
        return whole;
    }

    /** The body of a whole request. Called once. */
    byte[] takeBody() {
        byte[] whole = length == body.length ? body : Arrays.copyOf(body, length);
        body = NOTHING;
        return whole;
    }

    Sender sender() {
        return sender;
    }

    /** What is kept of a body that has not come whole. */
    int heldBytes() {
        return body.length;
    }

    /** Forgets what came of a request. */
    void clear() {
        head = null;
        body = NOTHING;
        length = 0;
        continueDue = false;
    }

    /** Whether the client waits for {@code 100 Continue} before it sends its body. */
    boolean continueDue() {
        return continueDue;
    }

    void continueSent() {
        continueDue = false;
    }

    private void begin(HttpRequest request) throws HttpFault {
        clear();
        requireHttp1(request);
        requireOneHost(request);
        requirePlainChunks(request.headers());
        head = new RequestHead(request);
    }

    private void append(ByteBuf content) throws HttpFault {
        int more = content.readableBytes();
        if (more == 0) {
            return;
        }
        if (length + more > limit) {
            throw tooLarge();
        }
        continueDue = false; // the client did not wait
        if (!discarding) {
            if (length + more > body.length) {
                grow(length + more);
            }
            content.readBytes(body, length, more);
        }
        length += more;
    }

    /** By what came, never by what was announced: an announcement costs nothing. But never beyond it either. */
    private void grow(int needed) {
        long announced = head.announcedLength();
        int most = announced < 0 ? limit : (int) announced;
        body = Arrays.copyOf(body, Math.max(Math.min(2 * length, most), needed));
    }

    private HttpFault tooLarge() {
        return new HttpFault(Status.CONTENT_TOO_LARGE, "body: longer than " + limit + " bytes");
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
