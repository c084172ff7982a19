package dev.chatanalytics.transport.nlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatanalytics.engine.port.NlpFailure.Reason;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class VerdictsTest {

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of(new ConnectException("refused"), false, Reason.CONNECT),
                Arguments.of(new ConnectTimeoutException("slow"), false, Reason.CONNECT),
                Arguments.of(new UnknownHostException("nowhere"), false, Reason.CONNECT),
                Arguments.of(new IOException("any cause"), false, Reason.CONNECT),
                Arguments.of(new ConnectException("TLS"), true, Reason.CONNECT),
                Arguments.of(new IOException("reset"), true, Reason.CONNECTION_LOST),
                Arguments.of(new DecoderException("garbage"), true, Reason.CONNECTION_LOST));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void shouldTellAFaultToConnectFromALostConnection(Throwable fault, boolean connected, Reason reason) {
        assertThat(Verdicts.ofFault(fault, connected).reason()).isEqualTo(reason);
    }
}
