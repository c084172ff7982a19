package dev.chatanalytics.engine.nlp;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.chatanalytics.engine.BreakerState;
import dev.chatanalytics.engine.EngineOptions;
import dev.chatanalytics.engine.ManualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class CircuitGuardTest {

    private static final Duration TIMEOUT = Duration.ofMillis(300);

    private final ManualClock clock = new ManualClock();
    private final CircuitGuard guard = new CircuitGuard(
            new EngineOptions.Breaker(0.5, Duration.ofSeconds(10), Duration.ofSeconds(30), 0.1, 500), TIMEOUT, clock);

    private void attempt(boolean success) {
        assertThat(guard.tryAcquire()).isTrue();
        if (success) {
            guard.succeeded(1);
        } else {
            guard.failed(1);
        }
    }

    private void open() {
        for (int i = 0; i < 100; i++) {
            attempt(i % 2 == 0);
        }
    }

    @Test
    void shouldStayClosedBelowTheFailureRate() {
        for (int i = 0; i < 1_000; i++) {
            attempt(i % 5 < 3);
        }

        assertThat(guard.state()).isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void shouldOpenAtTheFailureRateOnceThereIsEnoughToJudge() {
        for (int i = 0; i < 99; i++) {
            attempt(i % 2 == 0);
        }
        assertThat(guard.state()).isEqualTo(BreakerState.CLOSED);
        attempt(false);

        assertThat(guard.state()).isEqualTo(BreakerState.OPEN);
        assertThat(guard.tryAcquire()).isFalse();
    }

    @Test
    void shouldForgetWhatIsOlderThanTheWindow() {
        for (int i = 0; i < 90; i++) {
            attempt(i % 9 == 0);
        }
        clock.advance(Duration.ofSeconds(11));
        for (int i = 0; i < 100; i++) {
            attempt(i % 5 != 0);
        }

        assertThat(guard.state()).isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void shouldTripAtOnceWhenSuccessesOfTheWindowWouldHoldItClosed() {
        for (int i = 0; i < 10_000; i++) {
            attempt(true);
        }
        for (int i = 0; i < 499; i++) {
            attempt(false);
        }
        clock.advance(TIMEOUT.multipliedBy(2));
        assertThat(guard.state()).isEqualTo(BreakerState.CLOSED);
        attempt(false);

        assertThat(guard.state()).isEqualTo(BreakerState.OPEN);
    }

    @Test
    void shouldNotTripWhenAHiccupMakesAllCallsInFlightTimeOut() {
        failALot();
        clock.advance(TIMEOUT);
        attempt(true);
        clock.advance(TIMEOUT);
        attempt(false);

        assertThat(guard.state()).isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void shouldNotTripWhileAnApiThatStoodStillIsStillLate() {
        failALot();
        clock.advance(TIMEOUT.plusMillis(1));
        guard.answeredLate();
        clock.advance(TIMEOUT);
        attempt(false);
        assertThat(guard.state()).isEqualTo(BreakerState.CLOSED);

        clock.advance(TIMEOUT);
        attempt(false);
        assertThat(guard.state()).as("two time-outs after the late answer").isEqualTo(BreakerState.OPEN);
    }

    @Test
    void shouldTripWhenAnApiIsLateForFourTimeouts() {
        failALot();
        for (int i = 0; i < 4; i++) {
            assertThat(guard.state()).isEqualTo(BreakerState.CLOSED);
            clock.advance(TIMEOUT);
            guard.answeredLate();
            attempt(false);
        }

        assertThat(guard.state()).isEqualTo(BreakerState.OPEN);
    }

    /** Below the failure rate, but in a row. */
    private void failALot() {
        for (int i = 0; i < 5_000; i++) {
            attempt(true);
        }
        for (int i = 0; i < 2_000; i++) {
            attempt(false);
        }
    }

    @Test
    void shouldCloseWithinSecondsAtTwoMessagesASecond() {
        halfOpen();
        guard.succeeded(1);
        int messages = 0;
        while (guard.state() == BreakerState.HALF_OPEN && messages < 1_000) {
            clock.advance(Duration.ofMillis(500));
            messages++;
            if (guard.admitsMessage()) {
                attempt(true);
            }
        }

        assertThat(guard.state()).isEqualTo(BreakerState.CLOSED);
        assertThat(messages).as("half seconds").isLessThanOrEqualTo(10);
    }

    @Test
    void shouldLetAMessageProbeAgainThatFoundNoRoom() {
        halfOpen();
        clock.advance(Duration.ofSeconds(1));
        assertThat(guard.admitsMessage()).isTrue();
        clock.advance(Duration.ofSeconds(1));
        assertThat(guard.admitsMessage()).as("not its turn, but a second later").isTrue();
        assertThat(guard.tryAcquire()).isTrue();
        guard.giveBack();

        assertThat(guard.admitsMessage()).isTrue();
    }

    @Test
    void shouldLetATenthOfTheMessagesProbeAndCapTheProbes() {
        halfOpen();
        int admitted = 0;
        int probes = 1; // the one that found the cool-down over
        for (int i = 0; i < 1_000; i++) {
            if (guard.admitsMessage()) {
                admitted++;
                probes += guard.tryAcquire() ? 1 : 0;
            }
        }

        assertThat(admitted).isEqualTo(100);
        assertThat(probes).isEqualTo(10);
        assertThat(guard.state()).isEqualTo(BreakerState.HALF_OPEN);
    }

    @Test
    void shouldCloseWhenTheProbesSucceed() {
        halfOpen();
        guard.succeeded(1);
        for (int i = 0; i < 9; i++) {
            attempt(true);
        }

        assertThat(guard.state()).isEqualTo(BreakerState.CLOSED);
        assertThat(guard.admitsMessage() && guard.admitsMessage()).isTrue();
    }

    @Test
    void shouldOpenAgainWhenTheProbesFail() {
        halfOpen();
        guard.failed(1);
        for (int i = 0; i < 9; i++) {
            attempt(false);
        }

        assertThat(guard.state()).isEqualTo(BreakerState.OPEN);
        assertThat(guard.tryAcquire()).isFalse();
    }

    @Test
    void shouldLogEveryTransitionOnce() {
        Logger logger = (Logger) LoggerFactory.getLogger(CircuitGuard.class);
        ListAppender<ILoggingEvent> logged = new ListAppender<>();
        logged.start();
        logger.addAppender(logged);
        try {
            halfOpen();
            guard.succeeded(1);
            for (int i = 0; i < 20; i++) {
                attempt(true);
            }
        } finally {
            logger.detachAppender(logged);
        }

        assertThat(logged.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "NLP circuit breaker: from CLOSED to OPEN",
                        "NLP circuit breaker: from OPEN to HALF_OPEN",
                        "NLP circuit breaker: from HALF_OPEN to CLOSED");
    }

    private void halfOpen() {
        open();
        assertThat(guard.state()).isEqualTo(BreakerState.OPEN);
        clock.advance(Duration.ofSeconds(31));
        assertThat(guard.admitsMessage()).isTrue();
        assertThat(guard.tryAcquire()).isTrue();
        assertThat(guard.state()).isEqualTo(BreakerState.HALF_OPEN);
    }
}
