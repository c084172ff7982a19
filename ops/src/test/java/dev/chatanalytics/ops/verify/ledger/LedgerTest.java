package dev.chatanalytics.ops.verify.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatanalytics.ops.verify.ledger.Ledger.Reason;
import dev.chatanalytics.ops.verify.traffic.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LedgerTest {

    private final Ledger ledger = new Ledger();

    @ParameterizedTest
    @CsvSource({
        "202, MUST",
        "400, MUST_NOT",
        "429, MUST_NOT",
        "503, MAY",
        "500, MAY",
        "408, MAY",
        "404, MAY",
    })
    void shouldOblige(int status, Obligation obligation) {
        ledger.sent(0, Reason.FIRST, Size.USUAL);
        ledger.status(0, status);

        assertThat(ledger.obligation(0)).isEqualTo(obligation);
        assertThat(ledger.answers()).isEqualTo(ledger.requests()).isEqualTo(1);
    }

    @Test
    void shouldRememberAPromiseWhateverCameBeforeOrAfter() {
        ledger.sent(0, Reason.FIRST, Size.USUAL);
        ledger.answered(0, Answer.UNANSWERED);
        ledger.sent(0, Reason.RETRY, Size.USUAL);
        ledger.status(0, 202);
        ledger.sent(0, Reason.REPEAT, Size.USUAL);
        ledger.status(0, 429);

        assertThat(ledger.obligation(0)).isEqualTo(Obligation.MUST);
        assertThat(ledger.promised()).isEqualTo(1);
        assertThat(ledger.requests()).isEqualTo(3);
        assertThat(ledger.retries()).isEqualTo(1);
        assertThat(ledger.repeats()).isEqualTo(1);
    }

    @Test
    void shouldLeaveOpenWhatWasRefusedOnlyOnOneOfTwoTries() {
        ledger.sent(0, Reason.FIRST, Size.USUAL);
        ledger.status(0, 503);
        ledger.sent(0, Reason.RETRY, Size.USUAL);
        ledger.status(0, 429);

        assertThat(ledger.obligation(0)).isEqualTo(Obligation.MAY);
    }

    @ParameterizedTest
    @CsvSource({
        "503, true",
        "503 503, true",
        "429 503, true",
        "503 202, false",
        "503 500, false",
        "503 408, false",
        "429, false",
    })
    void shouldKnowWhatWasOnlyEverToldNotNow(String statuses, boolean notNow) {
        ledger.sent(0, Reason.FIRST, Size.LARGEST);
        for (String status : statuses.split(" ")) {
            ledger.status(0, Integer.parseInt(status));
        }

        assertThat(ledger.wasToldNotNow(0)).isEqualTo(notNow);
    }

    @Test
    void shouldRememberTheSizeThatAMessageWasFirstSentIn() {
        ledger.sent(0, Reason.FIRST, Size.LARGEST);
        ledger.sent(1, Reason.FIRST, Size.USUAL);
        ledger.sent(0, Reason.RETRY, Size.USUAL);
        ledger.sent(1, Reason.RETRY, Size.LARGEST);
        ledger.status(0, 429);

        assertThat(ledger.size(0)).isEqualTo(Size.LARGEST);
        assertThat(ledger.size(1)).isEqualTo(Size.USUAL);
        assertThat(ledger.obligation(0)).isEqualTo(Obligation.MUST_NOT);
    }

    @Test
    void shouldNotAddUpWhileAnAnswerIsOut() {
        ledger.sent(0, Reason.FIRST, Size.USUAL);

        assertThat(ledger.answers()).isNotEqualTo(ledger.requests());
        assertThat(ledger.obligation(0)).isEqualTo(Obligation.MAY);
        assertThat(ledger.obligation(1)).isEqualTo(Obligation.MUST_NOT);
    }

    @Test
    void shouldNameTheStatusThatThereIsNoReasonFor() {
        ledger.sent(0, Reason.FIRST, Size.USUAL);
        ledger.status(0, 413);

        assertThat(ledger.count(Answer.OTHER)).isEqualTo(1);
        assertThat(ledger.oddStatus(0)).isEqualTo(413);
    }

    @Test
    void shouldGrowWithTheRunAndLeaveNoNumberOut() {
        for (int number = 0; number < 200_000; number++) {
            ledger.sent(number, Reason.FIRST, Size.USUAL);
            ledger.status(number, number % 2 == 0 ? 202 : 429);
        }
        assertThat(ledger.promised()).isEqualTo(100_000);
        assertThat(ledger.obligation(199_998)).isEqualTo(Obligation.MUST);
        assertThatThrownBy(() -> ledger.sent(200_001, Reason.FIRST, Size.USUAL))
                .hasMessage("number: 200001 (expected: 200000)");
    }
}
