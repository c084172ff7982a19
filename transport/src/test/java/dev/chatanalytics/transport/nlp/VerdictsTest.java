package dev.chatanalytics.transport.nlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatanalytics.engine.port.NlpFailure.Reason;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import org.asynchttpclient.exception.TooManyConnectionsException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class VerdictsTest {

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of(new ConnectException("refused"), Reason.CONNECT),
                Arguments.of(new ConnectTimeoutException("slow"), Reason.CONNECT),
                Arguments.of(new UnknownHostException("nowhere"), Reason.CONNECT),
                Arguments.of(new TooManyConnectionsException(1), Reason.CONNECT),
                Arguments.of(new IOException("reset"), Reason.CONNECTION_LOST),
                Arguments.of(new DecoderException("garbage"), Reason.CONNECTION_LOST),
                Arguments.of(new IllegalStateException("closed"), Reason.CONNECTION_LOST));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void shouldTellAFaultToConnectFromALostConnection(Throwable fault, Reason reason) {
        assertThat(Verdicts.ofFault(fault).reason()).isEqualTo(reason);
    }
}
