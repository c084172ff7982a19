package dev.chatanalytics.ops.verify.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatanalytics.ops.verify.chaos.ChaosOptions;
import dev.chatanalytics.ops.verify.chaos.ChaosResult;
import dev.chatanalytics.ops.verify.chaos.Durability;
import dev.chatanalytics.ops.verify.chaos.FaultKind;
import dev.chatanalytics.ops.verify.chaos.FaultRecord;
import dev.chatanalytics.ops.verify.chaos.FaultRecord.Result;
import dev.chatanalytics.ops.verify.chaos.ScheduledFault;
import dev.chatanalytics.ops.verify.ledger.Answer;
import dev.chatanalytics.ops.verify.ledger.Ledger;
import dev.chatanalytics.ops.verify.observe.Sample;
import dev.chatanalytics.ops.verify.observe.ServiceState;
import dev.chatanalytics.ops.verify.oracle.Breach;
import dev.chatanalytics.ops.verify.oracle.Findings;
import dev.chatanalytics.ops.verify.oracle.Verdict;
import dev.chatanalytics.ops.verify.traffic.Run;
import dev.chatanalytics.ops.verify.traffic.Size;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

class ChaosPageTest {

    private final Findings findings = new Findings();
    private final List<Sample> samples = samples();

    @TempDir
    Path dir;

    @Test
    void shouldShowARunInWhichEveryPromiseHeld() throws IOException {
        String page = ChaosPage.of(result());

        assertThat(page)
                .contains("<p class=\"verdict held\">HELD: each of 2,990 messages")
                .contains("durability.mode=memory", "1 faults, 1 left out")
                .contains("database-kill", "kill -9 of PostgreSQL", "started again in 1.2 s", "left out: no journal")
                .contains(
                        "not reached",
                        "0:03.1",
                        "0:07.4",
                        "1,000/s intended, 49/s sent, 1,000/s while the service took messages")
                .contains("<th>= requests sent</th><td class=\"number\">3,000</td>")
                .contains("ops/bin/chat-analytics verify --chaos --seed 42 --duration 60s --rate 1000 --bots 10")
                .contains("only with 503</th><td class=\"number\">1</td>")
                .doesNotContain("class=\"breaches\"", "NaN");
    }

    @Test
    void shouldNameWhatIsBrokenAndWhereToLook() throws IOException {
        findings.add(Breach.MISSING, "id-<17>");

        assertThat(ChaosPage.of(result()))
                .contains("<p class=\"verdict broken\">BROKEN")
                .contains("answered 202, and not in the table:", "id-&lt;17&gt;")
                .contains("service.log", "/tmp/stack");
    }

    @Test
    void shouldStaySmallAfterHalfAnHour() throws IOException {
        samples.clear();
        for (int second = 1; second <= 1_800; second++) {
            Map<Answer, Double> rates =
                    Map.of(Answer.ACCEPTED, 1_900.0 + second % 97, Answer.REJECTED, 20.0 + second % 7);
            samples.add(new Sample(second, rates, new ServiceState(second * 37 % 2_000, 0, second * 13 % 500)));
        }

        assertThat(ChaosPage.of(result())).hasSizeBetween(50_000, 400_000);
    }

    @Test
    void shouldNeedNothingBesidesItself() throws IOException {
        assertThat(ChaosPage.of(result())).doesNotContain("http://", "https://", "src=", "href=", "url(", "@import");
    }

    @Test
    void shouldBeWellFormedInAnyLocale() throws Exception {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try {
            String page = ChaosPage.of(result());
            String svg = page.substring(page.indexOf("<svg"), page.indexOf("</svg>") + 6);
            DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
            assertThat(svg).matches("\\p{ASCII}*");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void shouldBeWrittenWhereItIsAsked() throws IOException {
        Path page = ChaosPage.write(result(), dir.resolve("a/b"));

        assertThat(page).isEqualTo(dir.resolve("a/b/index.html"));
        assertThat(Files.readString(page)).startsWith("<!DOCTYPE html>");
    }

    private ChaosResult result() {
        ChaosOptions options = new ChaosOptions(
                42, Duration.ofMinutes(1), 1_000, 10, Durability.MEMORY, FaultKind.all(false), null, Path.of("/tmp"));
        ScheduledFault kill = fault(FaultKind.DATABASE_KILL, 3);
        ScheduledFault journal = fault(FaultKind.JOURNAL_FULL, 20);
        List<FaultRecord> records = List.of(
                new FaultRecord(kill, 3.1, 7.4, Result.DONE, "started again in 1.2 s"),
                new FaultRecord(journal, 20, 20, Result.SKIPPED, "no journal"));
        return new ChaosResult(
                options,
                verdict(),
                List.of(kill, journal, fault(FaultKind.NLP_HANG, 50)),
                records,
                samples,
                61,
                Path.of("/tmp/stack"));
    }

    private Verdict verdict() {
        Ledger ledger = new Ledger();
        for (int number = 0; number < 3_000; number++) {
            ledger.sent(number, Ledger.Reason.FIRST, Size.USUAL);
            ledger.status(number, number < 2_990 ? 202 : 503);
        }
        return new Verdict(
                new Run(42, 1_795_000_000_000_000L, 1_000, 10),
                ledger,
                findings,
                2_991,
                1,
                1,
                2_990,
                Duration.ofSeconds(4));
    }

    private static ScheduledFault fault(FaultKind kind, int at) {
        return new ScheduledFault(kind, 0, Duration.ofSeconds(at), Duration.ofSeconds(2), 1);
    }

    /** With a stretch in which the service does not answer. */
    private static List<Sample> samples() {
        List<Sample> samples = new ArrayList<>();
        for (int second = 1; second <= 65; second++) {
            ServiceState state =
                    second >= 5 && second < 9 ? ServiceState.UNKNOWN : new ServiceState(second * 10, second / 30, 7);
            samples.add(new Sample(second, Map.of(Answer.ACCEPTED, 980.0, Answer.REJECTED, 20.0), state));
        }
        return samples;
    }
}
