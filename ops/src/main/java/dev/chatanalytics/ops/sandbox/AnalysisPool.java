package dev.chatanalytics.ops.sandbox;

import dev.chatanalytics.engine.runtime.NamedThreads;
import dev.chatanalytics.ops.sandbox.analysis.TextAnalyzer;
import dev.chatanalytics.transport.http.HttpAnswer;
import dev.chatanalytics.transport.http.Status;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Real analysis, on a few threads of its own and never on an event loop. Thread-safe. */
final class AnalysisPool implements AnswerSource {

    private static final Logger LOG = LoggerFactory.getLogger(AnalysisPool.class);

    /** About half a second's work for one thread: who waits longer has given up. */
    private static final int MAX_WAITING = 2500;

    private static final HttpAnswer FAILED =
            HttpAnswer.problem(Status.INTERNAL_SERVER_ERROR, "The analysis failed; the sandbox's log says why");

    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final TextAnalyzer analyzer = new TextAnalyzer();
    private final ThreadPoolExecutor pool;

    /** Loads the models, which takes about a second. */
    AnalysisPool(int size) {
        ThreadFactory named = NamedThreads.numbered("sandbox-nlp");
        pool = new ThreadPoolExecutor(size, size, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MAX_WAITING), task -> {
            Thread thread = named.newThread(task);
            threads.add(thread);
            return thread;
        });
    }

    @Override
    public void answer(byte[] body, Consumer<HttpAnswer> then) {
        String text = CallJson.text(body);
        pool.execute(() -> then.accept(analyze(text)));
    }

    /** Drops what waits and joins the threads. */
    @Override
    public void close() {
        pool.shutdownNow();
        threads.forEach(NamedThreads::join);
    }

    private HttpAnswer analyze(String text) {
        try {
            return HttpAnswer.json(Status.OK, analyzer.analyze(text).toJson());
        } catch (RuntimeException | Error e) {
            LOG.error("The analysis of {} characters failed", text.length(), e);
            return FAILED;
        }
    }
}
