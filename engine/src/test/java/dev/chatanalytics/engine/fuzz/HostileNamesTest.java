package dev.chatanalytics.engine.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatanalytics.engine.json.StrictJsonReader;
import dev.chatanalytics.engine.message.MessageParser;
import dev.chatanalytics.engine.message.MessageRules;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names of members are the sender's choice, as many as a body holds; the thread that reads them serves everybody. */
class HostileNamesTest {

    @Test
    void shouldNotInternNamesThatASenderChose() throws Exception {
        try (StrictJsonReader json = StrictJsonReader.ofObject("{\"a name of the sender's\":1}".getBytes(UTF_8))) {
            String name = json.nextMember();
            assertThat(new String(name.toCharArray()).intern()).isEqualTo(name).isNotSameAs(name);
        }
    }

    /** Each pair has one hash code, and so has every mixture of the two: by String's 31, and by Jackson's 33. */
    @ParameterizedTest
    @CsvSource({"Aa, BB", "Aa, B@"})
    void shouldReadABodyFullOfNamesWithOneHashCode(String one, String other) throws Exception {
        String names = IntStream.range(0, 1 << 11)
                .mapToObj(bits -> Integer.toBinaryString(bits | 1 << 11).substring(1))
                .map(bits -> "\"" + bits.replace("0", one).replace("1", other) + "\":0,")
                .collect(Collectors.joining());
        var parser = new MessageParser(new MessageRules(Duration.ofDays(7), Duration.ofMinutes(5)));
        byte[] body = ("{" + names + "\"bot_id\":\"b\",\"text\":\"t\"}").getBytes(UTF_8);
        long now = Instant.now().toEpochMilli() * 1_000;
        assertThat(parser.parse(body, now).text()).isEqualTo("t");
    }
}
