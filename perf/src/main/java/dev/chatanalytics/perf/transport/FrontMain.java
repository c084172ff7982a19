package dev.chatanalytics.perf.transport;

import dev.chatanalytics.engine.Engine;
import dev.chatanalytics.engine.Inlet;
import dev.chatanalytics.engine.admission.ByteBudget;
import dev.chatanalytics.engine.message.MessageParser;
import dev.chatanalytics.engine.runtime.TimerWheel;
import dev.chatanalytics.ops.config.Configuration;
import dev.chatanalytics.ops.metrics.ServiceMetrics;
import dev.chatanalytics.perf.compare.ServiceDefaults;
import dev.chatanalytics.perf.jmh.NoOpPorts;
import dev.chatanalytics.transport.http.EventLoops;
import dev.chatanalytics.transport.http.HttpServer;
import dev.chatanalytics.transport.http.Route;
import dev.chatanalytics.transport.http.Router;
import dev.chatanalytics.transport.ingest.MessageEndpoint;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** The process of one front: arguments are the {@link Front} and the port. Runs until it is killed. */
public final class FrontMain {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int LOOPS = 1;

    private FrontMain() {}

    /** Listens and serves. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int port = Integer.parseInt(arguments[1]);
        Configuration defaults =
                ServiceDefaults.with(Map.of("http.host", "127.0.0.1", "http.port", Integer.toString(port)));
        switch (Front.valueOf(arguments[0])) {
            case BARE -> BareServer.start(port);
            case TRANSPORT ->
                serve(defaults, validateOnly(new MessageParser(defaults.engine().rules())));
            case ENGINE -> serve(defaults, engine(defaults));
        }
        new CountDownLatch(1).await(); // until it is killed
    }

    private static void serve(Configuration defaults, Inlet inlet) throws IOException {
        Route messages = Route.post(MessageEndpoint.PATH, new MessageEndpoint(inlet, PATIENCE, PATIENCE));
        HttpServer.start(
                EventLoops.start(LOOPS, "http"),
                defaults.http(),
                Router.of(messages),
                new ServiceMetrics().http(),
                new ByteBudget(defaults.maxBytes()));
    }

    /** Called on the one event loop only, so one parser is enough. */
    private static Inlet validateOnly(MessageParser parser) {
        return new ValidatingInlet(parser);
    }

    private static Inlet engine(Configuration defaults) throws InterruptedException {
        TimerWheel timer = new TimerWheel("timers");
        return Engine.start(defaults.engine(), NoOpPorts.of(defaults.engine(), timer), timer);
    }
}
