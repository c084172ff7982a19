package dev.chatanalytics.engine.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.chatanalytics.engine.CountingMetrics;
import dev.chatanalytics.engine.Engine;
import dev.chatanalytics.engine.EngineOptions;
import dev.chatanalytics.engine.EngineState;
import dev.chatanalytics.engine.OfferResult;
import dev.chatanalytics.engine.Ports;
import dev.chatanalytics.engine.RecordingReceipt;
import dev.chatanalytics.engine.Sender;
import dev.chatanalytics.engine.Submission;
import dev.chatanalytics.engine.admission.ByteBudget;
import dev.chatanalytics.engine.message.MessageRules;
import dev.chatanalytics.engine.nlp.AnswerShape;
import dev.chatanalytics.engine.nlp.NlpCalls;
import dev.chatanalytics.engine.port.Outcome;
import dev.chatanalytics.engine.runtime.MonotonicClock;
import dev.chatanalytics.engine.runtime.NamedThreads;
import dev.chatanalytics.engine.runtime.TimerWheel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** However calls end, whatever fails and whenever it stops: the laws of the engine hold. */
@ExtendWith(Silence.class)
class EngineFuzzTest {

    private static final int SENDERS = 3;

    /** One body that was offered, and what became of it. */
    private record Sent(String bot, String id, String text, OfferResult result, RecordingReceipt receipt) {

        String identity() {
            return bot + "/" + id;
        }

        boolean wasTold(String news) {
            return receipt.told.size() == 1 && receipt.told.get(0).startsWith(news);
        }
    }

    @Test
    void shouldBringEveryAcceptedMessageToOneEnd() {
        Fuzz.check("engine drained", random -> {
            try (Run run = new Run(random)) {
                List<Sent> sent = run.send(random, 1 + random.nextInt(150));
                assertThat(run.engine.drain(Duration.ofSeconds(30)))
                        .as("drained")
                        .isTrue();
                assertThat(run.engine.queueDepth()).isZero();
                assertThat(run.metrics.ended()).isEqualTo(run.metrics.of(Outcome.ACCEPTED));
                run.checkLaws(sent);
                run.checkNothingIsLost(sent);
                // Attempts that nobody waits for any more keep their permits, and room for an answer, until they end.
                await("all bytes given back").until(() -> run.bytes.used() == 0);
            }
        });
    }

    @Test
    void shouldTellEveryReceiptOnceWhenClosedInTheMiddle() {
        Fuzz.check("engine closed", random -> {
            try (Run run = new Run(random)) {
                List<Sent> sent = run.send(random, 1 + random.nextInt(60));
                run.engine.close();
                run.checkLaws(sent);
            }
        });
    }

    /** One engine on chaos. */
    private static final class Run implements AutoCloseable {

        private final TimerWheel timer = new TimerWheel("test-wheel");
        private final CountingMetrics metrics = new CountingMetrics();
        private final ByteBudget bytes;
        private final ChaoticStore store;
        private final WatchingLog log;
        private final NlpCalls calls;
        private final Engine engine;

        Run(SplittableRandom random) throws InterruptedException {
            bytes = new ByteBudget(20_000 << random.nextInt(8)); // little enough to matter, or not
            store = new ChaoticStore(random.split());
            log = new WatchingLog(random.split(), timer, store::isSafe);
            var nlp = new ChaoticNlp(timer, random.split());
            EngineOptions options = options(random);
            calls = new NlpCalls(nlp, timer, options.nlp(), options.breaker(), bytes, metrics, new MonotonicClock());
            engine = Engine.start(options, new Ports(calls, store, store, log, bytes, metrics), timer);
        }

        private static EngineOptions options(SplittableRandom random) {
            int size = 8 << random.nextInt(4);
            Duration ms = Duration.ofMillis(1);
            return new EngineOptions(
                    new EngineOptions.Ring(size, 0.1, EngineOptions.WaitStrategy.AUTO),
                    new MessageRules(Duration.ofDays(7), Duration.ofMinutes(5)),
                    new EngineOptions.Nlp(
                            1 + random.nextInt(2 * size),
                            1 + random.nextInt(3),
                            ms.multipliedBy(20),
                            ms,
                            1 << random.nextInt(14),
                            AnswerShape.FLAT),
                    new EngineOptions.Breaker(
                            0.5, Duration.ofSeconds(1), ms.multipliedBy(20), 0.1, 5 + random.nextInt(100)),
                    new EngineOptions.Persist(
                            1 + random.nextInt(20),
                            ms.multipliedBy(random.nextInt(3)),
                            1 + random.nextInt(3),
                            1 + random.nextInt(3),
                            ms,
                            EngineOptions.Fallback.DEAD_LETTERS),
                    Duration.ofSeconds(5));
        }

        List<Sent> send(SplittableRandom random, int each) {
            List<List<Sent>> all = new ArrayList<>();
            List<Thread> senders = IntStream.range(0, SENDERS)
                    .mapToObj(s -> {
                        List<Sent> mine = new ArrayList<>();
                        all.add(mine);
                        SplittableRandom own = random.split();
                        return NamedThreads.create(
                                "sender-" + s,
                                () -> IntStream.range(0, each).forEach(n -> mine.add(offer(own, "b" + s, n))));
                    })
                    .toList();
            senders.forEach(Thread::start);
            senders.forEach(NamedThreads::join);
            return all.stream().flatMap(List::stream).toList();
        }

        private Sent offer(SplittableRandom random, String bot, int n) {
            String id = "m-" + (random.nextInt(10) == 0 ? random.nextInt(n + 1) : n); // some are retries
            String text = switch (random.nextInt(20)) {
                case 0 -> "";
                case 1 -> ChaoticStore.POISON;
                default -> bot + id;
            };
            byte[] body = ("{\"bot_id\":\"" + bot + "\",\"message_id\":\"" + id + "\",\"text\":\"" + text + "\"}")
                    .getBytes(UTF_8);
            RecordingReceipt receipt = new RecordingReceipt();
            OfferResult result = engine.offer(new Submission(body, Sender.ANONYMOUS, receipt));
            if (result.isAccepted() && random.nextInt(15) == 0) {
                LockSupport.parkNanos(random.nextLong(3_000_000));
                receipt.timeOut();
            }
            if (!result.isAccepted()) {
                LockSupport.parkNanos(random.nextLong(2_000_000));
            }
            return new Sent(bot, id, text, result, receipt);
        }

        void checkLaws(List<Sent> sent) {
            assertThat(engine.state()).isNotEqualTo(EngineState.FAILED);
            assertThat(metrics.of(Outcome.ACCEPTED) + metrics.of(Outcome.REFUSED))
                    .isEqualTo(sent.size());
            assertThat(sent)
                    .allSatisfy(s -> assertThat(s.receipt.told)
                            .as("what %s was told", s)
                            .hasSize(s.result.isAccepted() ? 1 : 0));
            assertThat(log.complaints).isEmpty();
            assertThat(sent.stream()
                            .filter(s -> s.wasTold(RecordingReceipt.TIMED_OUT))
                            .count())
                    .as("those who were told that it took too long")
                    .isGreaterThanOrEqualTo(metrics.of(Outcome.WITHDRAWN));
            assertThat(log.withdrawn.size()).isLessThanOrEqualTo((int) metrics.of(Outcome.WITHDRAWN));
            List<String> offered = sent.stream().map(Sent::identity).toList();
            assertThat(offered).containsAll(store.rows.keySet()).containsAll(store.kept.keySet());
            assertThat(store.rows.values())
                    .allSatisfy(row -> assertThat(row.message().text())
                            .isEqualTo(row.message().botId() + row.message().messageId()));
        }

        void checkNothingIsLost(List<Sent> sent) {
            assertThat(log.unreleased()).isZero();
            assertThat(log.withdrawn)
                    .as("withdrawn, and stored all the same")
                    .noneMatch(message -> store.holds(message));
            assertThat(sent.stream()
                            .filter(s -> s.wasTold("accepted"))
                            .map(Sent::identity)
                            .filter(id -> !store.rows.containsKey(id) && !store.kept.containsKey(id)))
                    .as("answered 202, and neither stored nor kept")
                    .isEmpty();
            List<String> rejected = sent.stream()
                    .filter(s -> s.wasTold("rejected")
                            || s.wasTold(RecordingReceipt.TIMED_OUT) && s.text().isEmpty())
                    .map(Sent::text)
                    .toList();
            assertThat(rejected).hasSize((int) metrics.of(Outcome.REJECTED)).allMatch(String::isEmpty);
        }

        @Override
        public void close() {
            engine.close();
            timer.close();
        }
    }
}
