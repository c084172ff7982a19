package dev.chatanalytics.ops.verify.report;

import dev.chatanalytics.ops.verify.ledger.Answer;
import dev.chatanalytics.ops.verify.ledger.Ledger;
import dev.chatanalytics.ops.verify.oracle.Breach;
import dev.chatanalytics.ops.verify.oracle.Findings;
import dev.chatanalytics.ops.verify.oracle.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A run in lines of text. Stateless. */
public final class Lines {

    private static final int LABEL = 58;

    private Lines() {}

    /** The ledger: what was sent, and what it came to. */
    public static Map<String, Long> ledger(Ledger ledger) {
        Map<String, Long> rows = new LinkedHashMap<>();
        rows.put("messages", (long) ledger.messages());
        rows.put("+ repeated on purpose", ledger.repeats());
        rows.put("+ retried after 5xx or no answer", ledger.retries());
        rows.put("= requests sent", ledger.requests());
        for (Answer answer : Answer.values()) {
            if (answer != Answer.OTHER || ledger.count(answer) > 0) {
                rows.put("  " + answer.label(), ledger.count(answer));
            }
        }
        return rows;
    }

    /** What the table was held against. */
    public static Map<String, Long> table(Verdict verdict) {
        Map<String, Long> rows = new LinkedHashMap<>();
        rows.put("messages promised (202)", verdict.promised());
        rows.put("rows in the table", verdict.rows());
        rows.put("  not promised and allowed: answered 5xx, or not at all", verdict.unpromised());
        rows.put("    of these answered by the service, and only with 503", verdict.toldNotNow());
        for (Breach breach : Breach.values()) {
            if (breach.isOfEveryRun() || verdict.findings().count(breach) > 0) {
                rows.put(breach.label(), verdict.findings().count(breach));
            }
        }
        return rows;
    }

    /** The whole result, with some of what is wrong. */
    public static List<String> of(Verdict verdict) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        ledger(verdict.ledger()).forEach((name, n) -> lines.add(line(name, n)));
        lines.add("");
        table(verdict).forEach((name, n) -> lines.add(line(name, n)));
        lines.add(String.format(
                Locale.ROOT,
                "%-" + LABEL + "s%11.1f s",
                "quiet after the load",
                verdict.quietAfter().toMillis() / 1000.0));
        lines.add("");
        lines.addAll(breaches(verdict.findings()));
        lines.add(headline(verdict));
        return lines;
    }

    /** In one line. */
    public static String headline(Verdict verdict) {
        return verdict.held()
                ? String.format(
                        Locale.ROOT, "HELD: each of %,d messages answered 202 is one row, as sent", verdict.promised())
                : "BROKEN: " + broken(verdict.findings());
    }

    private static String broken(Findings findings) {
        return Arrays.stream(Breach.values())
                .filter(breach -> findings.count(breach) > 0)
                .map(breach -> String.format(Locale.ROOT, "%,d × %s", findings.count(breach), breach.label()))
                .collect(Collectors.joining("; "));
    }

    /** What is broken, with some of each to look into. */
    public static List<String> breaches(Findings findings) {
        List<String> lines = new ArrayList<>();
        for (Breach breach : Breach.values()) {
            if (findings.count(breach) > 0) {
                lines.add(breach.label() + ":");
                findings.examples(breach).forEach(example -> lines.add("  " + example));
                if (findings.count(breach) > Findings.EXAMPLES) {
                    lines.add("  … and " + (findings.count(breach) - Findings.EXAMPLES) + " more");
                }
            }
        }
        return lines;
    }

    private static String line(String name, long n) {
        return String.format(Locale.ROOT, "%-" + LABEL + "s%,13d", name, n);
    }
}
