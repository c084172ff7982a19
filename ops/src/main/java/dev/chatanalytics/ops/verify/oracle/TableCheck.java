package dev.chatanalytics.ops.verify.oracle;

import dev.chatanalytics.ops.verify.ledger.Answer;
import dev.chatanalytics.ops.verify.ledger.Ledger;
import dev.chatanalytics.ops.verify.ledger.Obligation;
import dev.chatanalytics.ops.verify.traffic.Payload;
import dev.chatanalytics.ops.verify.traffic.Traffic;
import java.util.BitSet;
import java.util.Objects;

/**
 * Holds rows against what was sent and answered. For one thread: {@link #row} for each row in any order, then
 * {@link #end} once.
 */
public final class TableCheck {

    private static final int SHOWN = 60;

    private final Traffic traffic;
    private final Ledger ledger;
    private final Findings findings;
    private final Withdrawals withdrawals;
    private final BitSet seen = new BitSet();
    private long rows;
    private long unpromised;
    private long toldNotNow;

    /** @param ledger of a load that has ended */
    public TableCheck(Traffic traffic, Ledger ledger, Findings findings, Withdrawals withdrawals) {
        this.traffic = traffic;
        this.ledger = ledger;
        this.findings = findings;
        this.withdrawals = withdrawals;
    }

    /** One row that claims to be of this run. */
    public void row(Payload row) {
        rows++;
        int number = traffic.run().number(row.messageId());
        if (number < 0 || number >= ledger.messages()) {
            findings.add(Breach.NEVER_SENT, row.messageId() + " of " + row.botId());
            return;
        }
        if (seen.get(number)) {
            findings.add(Breach.TWICE, row.messageId());
        }
        seen.set(number);
        unpromised += ledger.obligation(number) == Obligation.MAY ? 1 : 0;
        if (ledger.wasToldNotNow(number)) {
            notNow(number);
        }
        if (ledger.obligation(number) == Obligation.MUST_NOT) {
            findings.add(Breach.REFUSED_AND_STORED, row.messageId());
        } else if (traffic.isInvalid(number)) {
            findings.add(Breach.NEVER_SENT, row.messageId() + ", which was sent as no valid message");
        } else {
            compare(traffic.payload(number, ledger.size(number)), row);
        }
    }

    /** After the last row: what is missing, and what was answered wrongly. */
    public void end() {
        for (int number = 0; number < ledger.messages(); number++) {
            if (ledger.obligation(number) == Obligation.MUST && !seen.get(number)) {
                findings.add(Breach.MISSING, traffic.run().id(number));
            }
            answers(number);
        }
        if (ledger.requests() != ledger.answers()) {
            findings.add(Breach.LEDGER, ledger.requests() + " requests, " + ledger.answers() + " answers");
        }
    }

    /** Rows that were looked at. */
    public long rows() {
        return rows;
    }

    /** Those that nobody promised or refused for certain, and that may be there. */
    public long unpromised() {
        return unpromised;
    }

    /** Those of them that the service itself answered, and each time with 503. */
    public long toldNotNow() {
        return toldNotNow;
    }

    private void notNow(int number) {
        toldNotNow++;
        if (withdrawals == Withdrawals.HOLD) {
            findings.add(Breach.WITHDRAWN_AND_STORED, traffic.run().id(number));
        }
    }

    private void answers(int number) {
        String id = traffic.run().id(number);
        boolean invalid = traffic.isInvalid(number);
        if (invalid && ledger.had(number, Answer.ACCEPTED)) {
            findings.add(Breach.INVALID_ACCEPTED, id);
        }
        if (!invalid && ledger.had(number, Answer.REJECTED)) {
            findings.add(Breach.VALID_REFUSED, id);
        }
        if (ledger.had(number, Answer.OTHER)) {
            findings.add(Breach.ODD_ANSWER, id + ": " + ledger.oddStatus(number));
        }
    }

    private void compare(Payload sent, Payload row) {
        differ(sent, "bot_id", sent.botId(), row.botId());
        differ(sent, "user_id", sent.userId(), row.userId());
        differ(sent, "text", sent.text(), row.text());
        differ(sent, "sent_at (µs)", sent.sentAtMicros(), row.sentAtMicros());
    }

    private void differ(Payload sent, String column, Object expected, Object found) {
        if (!Objects.equals(expected, found)) {
            findings.add(
                    Breach.CHANGED,
                    sent.messageId() + ": " + column + " is " + shown(found) + " (expected " + shown(expected) + ")");
        }
    }

    private static String shown(Object value) {
        String text = String.valueOf(value);
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "… (" + text.length() + ")";
    }
}
