package dev.chatanalytics.perf.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratorReportTest {

    @TempDir
    private Path directory;

    @Test
    void shouldReadFiguresAndLatencies() throws IOException {
        Files.writeString(directory.resolve("report.json"), """
                { "valid" : false, "invalid_because" : [ "it was late", "it was starved" ],
                  "answers" : { "202" : 95, "429" : 3, "lost" : 2, "unanswered" : 0 },
                  "table" : { "missing" : 1, "nlp_status" : { "ok" : 90, "failed" : 5 } },
                  "seconds" : [ { "breaker" : null } ] }
                """);
        writeLog();

        GeneratorReport report = GeneratorReport.read(directory);

        assertThat(report.invalidBecause()).containsExactly("it was late", "it was starved");
        assertThat(report.count("answers.202")).isEqualTo(95);
        assertThat(report.countBelow("answers", "202")).isEqualTo(5);
        assertThat(report.count("table.missing")).isEqualTo(1);
        assertThat(report.count("answers.503")).as("what never came").isZero();
        assertThat(report.countBelow("table.nlp_status", "ok")).isEqualTo(5);
        assertThat(report.acknowledged().getTotalCount()).as("both seconds").isEqualTo(2);
        assertThat(report.acknowledged().getMaxValue()).isBetween(2_000L, 2_001L);
        assertThat(report.stored().getMaxValue()).isBetween(250_000L, 251_000L);
    }

    private void writeLog() throws IOException {
        HistogramLogWriter log =
                new HistogramLogWriter(directory.resolve("latencies.hlog").toFile());
        log.outputLogFormatVersion();
        log.outputIntervalHistogram(interval("acknowledged", 1_000));
        log.outputIntervalHistogram(interval("lateness", 7_000));
        log.outputIntervalHistogram(interval("acknowledged", 2_000));
        log.outputIntervalHistogram(interval("stored", 250_000));
        log.close();
    }

    private static Histogram interval(String tag, long micros) {
        Histogram histogram = new Histogram(3);
        histogram.setStartTimeStamp(1_000);
        histogram.setEndTimeStamp(2_000);
        histogram.setTag(tag);
        histogram.recordValue(micros);
        return histogram;
    }
}
