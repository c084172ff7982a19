package dev.chatanalytics.ops;

import dev.chatanalytics.engine.admission.ByteBudget;
import dev.chatanalytics.engine.message.NlpAnalysis;
import dev.chatanalytics.engine.nlp.NlpCalls;
import dev.chatanalytics.engine.runtime.TimerWheel;
import dev.chatanalytics.ops.config.Configuration;
import dev.chatanalytics.ops.metrics.ServiceMetrics;
import dev.chatanalytics.transport.http.EventLoops;
import dev.chatanalytics.transport.nlp.HttpNlpClient;
import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Client, calls and headers of the NLP API, as the service has them, without the rest of it. */
public final class NlpUnderTest implements AutoCloseable {

    private final TimerWheel timers = new TimerWheel("test-timers");
    private final EventLoops loops = EventLoops.start(1, "test");
    private final HttpNlpClient client;
    private final HeaderWatch headers;
    private final NlpCalls calls;

    public NlpUnderTest(Configuration configuration) {
        client = HttpNlpClient.start(loops, timers, configuration.nlp());
        headers =
                new HeaderWatch(configuration.nlpHeaders(), configuration.nlp().headers(), client::headers);
        headers.start();
        calls = new NlpCalls(
                client,
                timers,
                configuration.engine().nlp(),
                configuration.engine().breaker(),
                new ByteBudget(1 << 30),
                new ServiceMetrics().engine(),
                Clock.systemUTC());
    }

    public NlpAnalysis analyse(String text) throws Exception {
        CompletableFuture<NlpAnalysis> analysis = new CompletableFuture<>();
        if (!calls.tryStart(NlpCalls.Priority.LIVE, text, analysis::complete)) {
            throw new IllegalStateException("no permit");
        }
        return analysis.get(60, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws IOException {
        headers.close();
        client.close();
        timers.close();
        loops.close();
    }
}
