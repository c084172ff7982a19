package dev.chatanalytics.perf.jmh;

import dev.chatanalytics.engine.message.AnalyzedMessage;
import dev.chatanalytics.engine.message.Message;
import dev.chatanalytics.engine.message.NlpAnalysis;
import dev.chatanalytics.engine.message.NlpStatus;
import dev.chatanalytics.engine.port.StoreException;
import dev.chatanalytics.persistence.copy.BinaryRows;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Encoding one row for COPY, a batch of a hundred at a time, by the script and length of its text. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class CopyRowBenchmark {

    private static final int ROWS = 100;
    private static final long TIME = 1_764_000_000_000_000L;
    private static final String ANSWER = "{\"language\":\"en\",\"sentiment\":\"positive\",\"score\":0.87}";

    /** Scripts whose characters take 1, 2, 3 and 4 bytes in UTF-8. */
    public enum Script {
        ASCII("Where is my order? "),
        CYRILLIC("Где мой заказ? "),
        CHINESE("我的订单在哪里？"),
        EMOJI("😀🚚");

        private final String text;

        Script(String text) {
            this.text = text;
        }
    }

    @Param
    private Script script;

    @Param({"40", "400", "8000"})
    private int characters;

    private final BinaryRows rows = new BinaryRows();
    private AnalyzedMessage row;

    /** Makes the row; whole samples, so that no pair of surrogates is cut. */
    @Setup
    public void makeRow() {
        String text = script.text.repeat(Math.max(1, characters / script.text.length()));
        row = new AnalyzedMessage(
                new Message("abcd1234-0000000042", "bot-000007", "u-9", text, TIME, TIME),
                new NlpAnalysis(NlpStatus.OK, "en", "positive", 0.87f, ANSWER));
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public int encode() throws StoreException {
        rows.begin();
        for (int i = 0; i < ROWS; i++) {
            rows.add(row);
        }
        rows.end();
        return rows.length();
    }
}
