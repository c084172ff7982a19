package dev.chatanalytics.transport.nlp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestEncoderTest {

    private static final Object HEADERS = new Object();

    private final RequestEncoder encoder = new RequestEncoder();

    @ParameterizedTest
    @ValueSource(ints = {1, 9, 10, 127, 128, 500, 50_000})
    void shouldWriteWhatAServerReads(int length) {
        encoder.encode(UnpooledByteBufAllocator.DEFAULT, post("the first, whose head is kept"), HEADERS)
                .release();
        String body = "é".repeat(length);
        FullHttpRequest request = post(body);

        FullHttpRequest read = readByServer(encoder.encode(UnpooledByteBufAllocator.DEFAULT, request, HEADERS));

        assertThat(read.method()).isEqualTo(HttpMethod.POST);
        assertThat(read.uri()).isEqualTo("/analyze?model=2");
        assertThat(read.protocolVersion()).isEqualTo(HttpVersion.HTTP_1_1);
        assertThat(read.headers())
                .extracting(Object::toString)
                .containsExactly("content-type=application/json", "host=nlp:9000", "Content-Length=" + 2 * length);
        assertThat(read.content().toString(UTF_8)).isEqualTo(body);
        assertThat(request.refCnt()).isEqualTo(1);
    }

    @Test
    void shouldEncodeTheHeadAnewForOtherHeaders() {
        encoder.encode(UnpooledByteBufAllocator.DEFAULT, post("first"), HEADERS).release();
        FullHttpRequest other = post("second");
        other.headers().set("authorization", "Bearer 2");

        FullHttpRequest read = readByServer(encoder.encode(UnpooledByteBufAllocator.DEFAULT, other, new Object()));

        assertThat(read.headers().get("authorization")).isEqualTo("Bearer 2");
    }

    private static FullHttpRequest readByServer(ByteBuf bytes) {
        EmbeddedChannel server = new EmbeddedChannel(new HttpServerCodec(), new HttpObjectAggregator(200_000));
        server.writeInbound(bytes);
        return server.readInbound();
    }

    private static FullHttpRequest post(String body) {
        FullHttpRequest request = new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1, HttpMethod.POST, "/analyze?model=2", Unpooled.copiedBuffer(body, UTF_8));
        request.headers().set("content-type", "application/json");
        request.headers().set("content-length", request.content().readableBytes());
        request.headers().set("host", "nlp:9000");
        return request;
    }
}
