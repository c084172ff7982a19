package dev.chatanalytics.transport.nlp;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;

/** One request at the stub, and the ways of answering it. */
final class StubExchange {

    private static final JsonFactory JSON = new JsonFactory();

    private final Channel connection;
    private final String method;
    private final String uri;
    private final HttpHeaders headers;
    private final byte[] body;

    StubExchange(Channel connection, FullHttpRequest request) {
        this.connection = connection;
        method = request.method().name();
        uri = request.uri();
        headers = request.headers().copy();
        body = ByteBufUtil.getBytes(request.content());
    }

    Channel connection() {
        return connection;
    }

    String line() {
        return method + " " + uri;
    }

    HttpHeaders headers() {
        return headers;
    }

    /** The {@code text} of the request, by a JSON parser that is not ours. */
    String text() {
        try (JsonParser parser = JSON.createParser(body)) {
            parser.nextToken();
            if (!"text".equals(parser.nextFieldName())) {
                throw new IllegalStateException("not {\"text\":…}: " + new String(body, UTF_8));
            }
            return parser.nextTextValue();
        } catch (IOException e) {
            throw new UncheckedIOException(new String(body, UTF_8), e);
        }
    }

    /** 200 with the text itself as the body. */
    ChannelFuture echo() {
        return answer(200, text());
    }

    ChannelFuture answer(int status, String answer) {
        return connection.writeAndFlush(response(status, answer));
    }

    ChannelFuture answerRetryAfter(int status, String retryAfter) {
        FullHttpResponse response = response(status, "later");
        response.headers().set(HttpHeaderNames.RETRY_AFTER, retryAfter);
        return connection.writeAndFlush(response);
    }

    /** 200, and says that this was the connection's last. */
    void answerAndClose(String answer) {
        FullHttpResponse response = response(200, answer);
        response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        connection.writeAndFlush(response).addListener(written -> connection.close());
    }

    /** Bytes as they are. */
    ChannelFuture raw(String bytes) {
        return raw(bytes.getBytes(UTF_8));
    }

    ChannelFuture raw(byte[] bytes) {
        return connection.pipeline().firstContext().writeAndFlush(Unpooled.copiedBuffer(bytes));
    }

    void later(long millis, Runnable then) {
        connection.eventLoop().schedule(then, millis, TimeUnit.MILLISECONDS);
    }

    void close() {
        connection.close();
    }

    /** Closes with a TCP reset. */
    void reset() {
        connection.config().setOption(ChannelOption.SO_LINGER, 0);
        connection.close();
    }

    private static FullHttpResponse response(int status, String answer) {
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status), Unpooled.copiedBuffer(answer, UTF_8));
        response.headers()
                .set(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes());
        return response;
    }
}
