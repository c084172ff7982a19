package dev.chatanalytics.perf.load;

import dev.chatanalytics.perf.load.client.Latencies.Series;
import java.io.FileNotFoundException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/** The raw latencies second by second, one tag a series, for any tool that reads HdrHistogram logs. Used by one thread. */
final class HistogramLog implements AutoCloseable {

    private static final String STORED = "stored";

    private final HistogramLogWriter writer;

    HistogramLog(Path file, Instant start) throws FileNotFoundException {
        writer = new HistogramLogWriter(file.toFile());
        writer.outputComment("[Latencies in microseconds]");
        writer.outputLogFormatVersion();
        writer.outputStartTime(start.toEpochMilli());
        writer.setBaseTime(start.toEpochMilli());
        writer.outputLegend();
    }

    void write(Series series, Histogram interval) {
        if (interval.getTotalCount() > 0) {
            interval.setTag(series.name().toLowerCase(Locale.ROOT));
            writer.outputIntervalHistogram(interval);
        }
    }

    /** What the table says of the whole run, with the tag {@code stored}. */
    void writeStored(Histogram receivedToStored, Instant from, Instant to) {
        receivedToStored.setStartTimeStamp(from.toEpochMilli());
        receivedToStored.setEndTimeStamp(to.toEpochMilli());
        receivedToStored.setTag(STORED);
        writer.outputIntervalHistogram(receivedToStored);
    }

    @Override
    public void close() {
        writer.close();
    }
}
