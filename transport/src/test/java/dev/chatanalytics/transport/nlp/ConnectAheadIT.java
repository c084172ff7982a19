package dev.chatanalytics.transport.nlp;

import static dev.chatanalytics.transport.nlp.ClientUnderTest.AMPLE;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

/** Connections that are there before there are calls for them. */
class ConnectAheadIT {

    private static final int CONNECTIONS = 200;

    @Test
    void shouldOpenConnectionsAndSendNothing() throws Exception {
        try (NlpStub api = new NlpStub(StubExchange::echo);
                ClientUnderTest under = new ClientUnderTest(api.url(), CONNECTIONS, AMPLE, 2)) {
            assertThat(under.client.connectAhead(CONNECTIONS, AMPLE)).isEqualTo(CONNECTIONS);

            assertThat(api.requests()).isZero();
        }
    }

    @Test
    void shouldMakeItsCallsOverTheConnectionsThatAreOpen() throws Exception {
        try (NlpStub api = new NlpStub(StubExchange::echo);
                ClientUnderTest under = new ClientUnderTest(api.url(), CONNECTIONS, AMPLE, 2)) {
            under.client.connectAhead(CONNECTIONS, AMPLE);

            for (Told told : under.start(CONNECTIONS)) {
                told.await();
            }

            assertThat(api.requests()).isEqualTo(CONNECTIONS);
            assertThat(api.accepted()).isEqualTo(CONNECTIONS);
        }
    }

    @Test
    void shouldOpenNoMoreThanItMayAndStillMakeCalls() throws Exception {
        try (NlpStub api = new NlpStub(StubExchange::echo);
                ClientUnderTest under = new ClientUnderTest(api.url(), 10, AMPLE, 1)) {
            assertThat(under.client.connectAhead(20, AMPLE)).isEqualTo(10);

            under.ask("hello").await();
        }
    }

    @Test
    void shouldOpenNoneWhenTheApiIsDown() throws Exception {
        URI nobody;
        try (NlpStub gone = new NlpStub(StubExchange::echo)) {
            nobody = gone.url();
        }
        try (ClientUnderTest under = new ClientUnderTest(nobody, CONNECTIONS, AMPLE, 1)) {
            assertThat(under.client.connectAhead(CONNECTIONS, AMPLE)).isZero();
        }
    }
}
