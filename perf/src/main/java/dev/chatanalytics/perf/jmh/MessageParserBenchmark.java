package dev.chatanalytics.perf.jmh;

import dev.chatanalytics.engine.message.Message;
import dev.chatanalytics.engine.message.MessageParser;
import dev.chatanalytics.engine.message.MessageRules;
import dev.chatanalytics.engine.message.RejectedException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What validating one body costs, by its script and length. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class MessageParserBenchmark {

    /** Scripts whose characters take 1, 2, 3 and 4 bytes in UTF-8, and text in which every third is an escape. */
    public enum Sample {
        ASCII("Where is my order? "),
        CYRILLIC("Где мой заказ? "),
        CHINESE("我的订单在哪里？"),
        EMOJI("😀🚚"),
        ESCAPED("a\\n\\u00e9 ");

        private final String text;

        Sample(String text) {
            this.text = text;
        }
    }

    @Param
    private Sample sample;

    @Param({"40", "400", "8000"})
    private int characters;

    private final MessageParser parser = new MessageParser(new MessageRules(Duration.ofDays(7), Duration.ofMinutes(5)));
    private byte[] body;

    /** Makes the body; whole samples, so that no escape is cut. */
    @Setup
    public void makeBody() {
        int whole = Math.max(1, characters / sample.text.length()) * sample.text.length();
        body = Bodies.of(sample.text, whole);
    }

    @Benchmark
    public Message parse() throws RejectedException {
        return parser.parse(body, 1_764_000_000_000_000L);
    }
}
