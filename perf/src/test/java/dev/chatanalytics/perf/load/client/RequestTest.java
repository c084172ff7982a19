package dev.chatanalytics.perf.load.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequestTest {

    private static final String RUN = "abcd1234";

    @Test
    void shouldPatchIdBotAndTime() {
        MessageHead head = new MessageHead(RUN, 1000);
        head.stamp(Instant.parse("2026-11-23T08:00:00.000007Z"));
        String first = new String(head.of(42), UTF_8);
        assertThat(first).startsWith("{\"message_id\":\"abcd1234-0000000042\",\"bot_id\":\"bot-000");
        assertThat(first)
                .endsWith("\"timestamp\":\"2026-11-23T08:00:00.000007Z")
                .hasSize(MessageHead.LENGTH);
        head.stamp(Instant.parse("2026-12-31T23:59:59.999999Z"));
        assertThat(new String(head.of(Integer.MAX_VALUE), UTF_8))
                .contains("abcd1234-2147483647")
                .endsWith("2026-12-31T23:59:59.999999Z");
    }

    @Test
    void shouldSpreadMessagesOverAllBots() {
        MessageHead head = new MessageHead(RUN, 100);
        Map<String, Integer> perBot = new HashMap<>();
        for (int i = 0; i < 10_000; i++) {
            String text = new String(head.of(i), UTF_8);
            perBot.merge(text.substring(text.indexOf("bot-"), text.indexOf("bot-") + 10), 1, Integer::sum);
        }
        assertThat(perBot).hasSize(100).containsKeys("bot-000000", "bot-000099");
        assertThat(perBot.values()).allSatisfy(n -> assertThat(n).isBetween(90, 110));
    }

    @Test
    void shouldSayTheLengthOfTheBody(@TempDir Path dir) throws IOException {
        Path tsv = Files.writeString(dir.resolve("texts.tsv"), "a\tb\tsay \"hä\" 😀\n\nlast\n");
        Texts texts = Texts.of(tsv);
        RequestTemplates templates = new RequestTemplates(new InetSocketAddress("127.0.0.1", 8080), texts);
        assertThat(templates.size()).isEqualTo(2);
        assertThat(new String(templates.tail(0), UTF_8)).isEqualTo("\",\"text\":\"say \\\"hä\\\" 😀\"}");
        assertThat(new String(templates.head(0), UTF_8))
                .startsWith("POST /v1/messages HTTP/1.1\r\nHost: 127.0.0.1:8080\r\n")
                .contains("Content-Length: " + (MessageHead.LENGTH + templates.tail(0).length) + "\r\n")
                .endsWith("\r\n\r\n");
    }

    @Test
    void shouldRefuseAFileWithoutTexts(@TempDir Path dir) throws IOException {
        Path empty = Files.writeString(dir.resolve("empty.tsv"), "\n \n");
        assertThatThrownBy(() -> Texts.of(empty)).hasMessageContaining("texts: " + empty);
    }

    @Test
    void shouldFindTheNumberInAnId() {
        assertThat(MessageIds.newRunId()).matches("[0-9a-z]{8}");
        assertThat(MessageIds.number("abcd1234-0000000042")).isEqualTo(42);
        assertThatThrownBy(() -> MessageIds.number("abcd1234-x")).hasMessageContaining("message_id: abcd1234-x");
        assertThatThrownBy(() -> MessageIds.number("m-1")).hasMessageContaining("message_id: m-1");
    }
}
