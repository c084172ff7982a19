package dev.chatanalytics.transport.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatanalytics.transport.http.NoLeaks;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Each request gets its own answer, in order; what is not a request gets 4xx and the end of the connection; and the ring
 * sees the bodies of requests, byte by byte, and nothing else.
 */
@ExtendWith({NoLeaks.class, QuietLog.class})
class HttpFuzzIT {

    private Front front;

    @BeforeEach
    void start() throws IOException {
        front = new Front(Front.OPTIONS, (receipt, id) -> receipt.accepted(id));
    }

    @AfterEach
    void stop() {
        front.close();
    }

    @Test
    void shouldAnswerEveryFormOfAValidRequest() {
        Fuzz.check("valid requests", random -> {
            byte[] stream = new HttpGrammar(random).stream();
            byte[] cut = random.nextBoolean() ? stream : Arrays.copyOf(stream, random.nextInt(stream.length));
            HttpReference.Reading expected = HttpReference.read(cut);
            assertThat(expected.ending()).as(expected.why()).isNotEqualTo(HttpReference.Ending.MALFORMED);
            converse(
                    cut,
                    random,
                    (client, reading) -> assertThat(client.answer("")).isNull());
        });
    }

    @Test
    void shouldAnswerOnlyWhatIsARequest() {
        Fuzz.check("spoilt requests", random -> {
            byte[] stream = new HttpGrammar(random).stream();
            converse(new HttpMutator(random).mutate(stream), random, HttpFuzzIT::assertRefusedWhenItMust);
        });
    }

    /** What must follow the answers to all whole requests. */
    @FunctionalInterface
    private interface End {
        void check(WireClient client, HttpReference.Reading reading) throws IOException;
    }

    private void converse(byte[] stream, SplittableRandom random, End end) throws IOException {
        HttpReference.Reading expected = HttpReference.read(stream);
        List<WireClient.Answer> answers = new ArrayList<>();
        try (WireClient client = new WireClient(front.port())) {
            client.sendInPieces(stream, random);
            for (ReadRequest request : expected.requests()) {
                WireClient.Answer answer = client.answer(request.method());
                answers.add(answer);
                assertAnswers(answer, request);
            }
            if (expected.refused() != null) {
                WireClient.Answer answer = client.answer(expected.refused().method());
                answers.add(answer);
                assertThat(answer).as("the answer to a head").isNotNull();
                assertThat(answer.status()).isEqualTo(expected.refused().status());
            }
            client.endSending();
            if (expected.ending() == HttpReference.Ending.DOUBTFUL) {
                client.drain();
            } else {
                end.check(client, expected);
                assertThat(client.answer("")).as("after the last answer").isNull();
            }
        } catch (IOException | AssertionError e) {
            throw new AssertionError(e + "\nanswered " + answers + "\nexpected " + shown(expected, stream), e);
        }
        assertOffered(expected.requests());
        if (expected.ending() == HttpReference.Ending.DOUBTFUL) {
            front.offered.clear();
        }
        assertThat(front.offered.poll()).as("offered besides").isNull();
    }

    private static void assertAnswers(WireClient.Answer answer, ReadRequest request) {
        assertThat(answer)
                .as("the answer to %s %s", request.method(), request.target())
                .isNotNull();
        assertThat(answer.status()).isEqualTo(request.status());
        assertThat(answer.closes()).isEqualTo(!request.keepAlive());
        if (request.status() == 202) {
            assertThat(answer.body()).isEqualTo("{\"message_id\":\"" + Front.nameOf(request.body()) + "\"}");
        }
    }

    /** What is malformed may show itself to the server later than to us, or earlier; with an incomplete head, never. */
    private static void assertRefusedWhenItMust(WireClient client, HttpReference.Reading reading) throws IOException {
        if (reading.refused() != null) {
            return; // with the one answer that it has had
        }
        WireClient.Answer answer = client.answer("");
        if (reading.ending() == HttpReference.Ending.MALFORMED && reading.headEnds()) {
            assertThat(answer).as("refused").isNotNull();
        }
        if (answer != null) {
            assertThat(reading.ending()).isNotEqualTo(HttpReference.Ending.CLOSED);
            assertThat(answer.status()).isIn(400, 413, 414, 431);
            assertThat(answer.closes()).isTrue();
        }
    }

    private void assertOffered(List<ReadRequest> requests) {
        for (ReadRequest request : requests) {
            if (request.status() == 202) {
                assertThat(front.offered.poll()).as("offered to the ring").isEqualTo(request.body());
            }
        }
    }

    private static String shown(HttpReference.Reading expected, byte[] stream) {
        StringBuilder out = new StringBuilder();
        expected.requests().forEach(request -> out.append(request.method() + " " + request.status() + ", "));
        out.append(expected.ending() + " (" + expected.why() + ") behind byte " + expected.at() + ":\n");
        int from = Math.max(0, expected.at() - 200);
        String around = new String(stream, from, Math.min(stream.length - from, 500), ISO_8859_1);
        for (char c : around.toCharArray()) {
            out.append(c == '\n' ? "\\n\n" : c >= ' ' && c < 0x7F ? "" + c : String.format("\\%02x", (int) c));
        }
        return out.toString();
    }
}
