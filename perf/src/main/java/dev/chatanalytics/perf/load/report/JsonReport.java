package dev.chatanalytics.perf.load.report;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.chatanalytics.perf.load.client.Latencies.Series;
import dev.chatanalytics.perf.load.observe.AuditResult;
import dev.chatanalytics.perf.load.result.Cost;
import dev.chatanalytics.perf.load.result.Lateness;
import dev.chatanalytics.perf.load.result.LoadResult;
import dev.chatanalytics.perf.load.result.Second;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** The figures of one run for programs. Times are in milliseconds unless their name says otherwise. */
public final class JsonReport {

    private static final double[] PERCENTILES = {50, 90, 99, 99.9, 99.99};

    private final JsonGenerator json;

    private JsonReport(JsonGenerator json) {
        this.json = json;
    }

    /** Writes the file. */
    public static void write(
            Path file, LoadResult result, Map<String, String> configuration, Map<String, String> environment)
            throws IOException {
        try (JsonGenerator json = new JsonFactory()
                .createGenerator(file.toFile(), JsonEncoding.UTF8)
                .useDefaultPrettyPrinter()) {
            new JsonReport(json).write(result, configuration, environment);
        }
    }

    private void write(LoadResult result, Map<String, String> configuration, Map<String, String> environment)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("run_id", result.run().runId());
        json.writeStringField("start", result.run().start().toString());
        json.writeNumberField("rate", result.run().schedule().rate());
        verdict(result);
        answers(result);
        histogram("answer_202", result.latencies().get(Series.ACKNOWLEDGED));
        histogram("other_answers", result.latencies().get(Series.REFUSED));
        lateness(result.lateness());
        cost(result.cost());
        if (result.audit() != null) {
            audit(result.audit());
        }
        strings("configuration", configuration);
        strings("environment", environment);
        json.writeArrayFieldStart("seconds");
        for (Second second : result.seconds()) {
            second(second);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void verdict(LoadResult result) throws IOException {
        json.writeBooleanField("valid", result.verdict().valid());
        json.writeArrayFieldStart("invalid_because");
        for (String reason : result.verdict().reasons()) {
            json.writeString(reason);
        }
        json.writeEndArray();
    }

    private void answers(LoadResult result) throws IOException {
        json.writeObjectFieldStart("answers");
        for (Map.Entry<Integer, Long> status : result.answers().entrySet()) {
            json.writeNumberField(status.getKey().toString(), status.getValue());
        }
        json.writeNumberField("lost", result.lost());
        json.writeNumberField("unanswered", result.unanswered());
        json.writeEndObject();
        json.writeNumberField("connections_ended", result.connectionsEnded());
    }

    private void histogram(String name, Histogram micros) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("count", micros.getTotalCount());
        for (double p : PERCENTILES) {
            String percentile = String.format(Locale.ROOT, p == Math.rint(p) ? "p%.0f" : "p%s", p);
            number(percentile, micros.getValueAtPercentile(p) / 1000.0);
        }
        number("max", micros.getMaxValue() / 1000.0);
        json.writeEndObject();
    }

    private void lateness(Lateness late) throws IOException {
        json.writeObjectFieldStart("lateness");
        json.writeNumberField("sent", late.sent());
        json.writeNumberField("unsent", late.unsent());
        json.writeNumberField("late_sender", late.lateSender());
        json.writeNumberField("late_connection", late.lateConnection());
        number("p99", late.p99());
        number("max", late.max());
        json.writeEndObject();
    }

    private void cost(Cost cost) throws IOException {
        json.writeObjectFieldStart("cost");
        number("generator_cpu_micros", cost.generatorMicros());
        number("service_cpu_micros", cost.serviceMicros());
        number("service_max_resident_bytes", cost.serviceMaxResidentBytes());
        number("max_ring_depth", cost.maxRingDepth());
        json.writeEndObject();
    }

    private void audit(AuditResult audit) throws IOException {
        json.writeObjectFieldStart("table");
        json.writeNumberField("acknowledged", audit.acknowledged());
        json.writeNumberField("missing", audit.missing());
        json.writeNumberField("duplicates", audit.duplicates());
        json.writeNumberField("unpromised", audit.unpromised());
        json.writeObjectFieldStart("nlp_status");
        for (Map.Entry<String, Long> status : audit.nlpStatus().entrySet()) {
            json.writeNumberField(status.getKey(), status.getValue());
        }
        json.writeEndObject();
        histogram("received_to_stored", audit.receivedToStored());
        json.writeArrayFieldStart("p99_by_second");
        for (double p99 : audit.p99BySecond()) {
            json.writeNumber(p99);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void second(Second second) throws IOException {
        json.writeStartObject();
        number("time_seconds", second.time());
        json.writeBooleanField("warmup", second.warmup());
        json.writeNumberField("sent", second.sent());
        json.writeNumberField("accepted", second.accepted());
        json.writeNumberField("refused", second.refused());
        json.writeNumberField("failed", second.failed());
        json.writeNumberField("in_flight", second.inFlight());
        number("p50", second.p50());
        number("p99", second.p99());
        number("max", second.max());
        number("ring_depth", second.service().ringDepth());
        number("breaker", second.service().breaker());
        number("nlp_in_flight", second.service().nlpInFlight());
        number("service_cpu", second.serviceCpu());
        number("service_resident_bytes", second.service().residentBytes());
        number("idle", second.idle());
        number("steal", second.steal());
        json.writeEndObject();
    }

    private void strings(String name, Map<String, String> values) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, String> value : values.entrySet()) {
            json.writeStringField(value.getKey(), value.getValue());
        }
        json.writeEndObject();
    }

    /** What is not known is null: JSON has no NaN. */
    private void number(String name, double value) throws IOException {
        if (Double.isFinite(value)) {
            json.writeNumberField(name, Math.round(value * 1000) / 1000.0);
        } else {
            json.writeNullField(name);
        }
    }
}
