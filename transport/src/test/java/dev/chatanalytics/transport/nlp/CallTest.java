package dev.chatanalytics.transport.nlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatanalytics.engine.port.NlpFailure.Reason;
import dev.chatanalytics.engine.runtime.TimerWheel;
import org.asynchttpclient.uri.Uri;
import org.junit.jupiter.api.Test;

/** What an attempt tells when its end and that of the client come at the same time. */
class CallTest {

    private final TimerWheel timer = new TimerWheel("test-timer");
    private final Told told = new Told();

    @Test
    void shouldTellOfTheTimeoutWhenTheTimerIsClosedMeanwhile() {
        Stragglers stragglers = new Stragglers(timer, 100);
        Call call = sent();
        timer.close();

        call.expire(stragglers);

        assertThat(told.reason()).isEqualTo(Reason.TIMEOUT);
        assertThat(told.times()).isEqualTo(1);
    }

    private Call sent() {
        Call call = new Call(told, ClientUnderTest.MAX_ANSWER, new FailureLog(Uri.create("http://nlp/")));
        call.onRequestSend(null);
        return call;
    }
}
