package dev.chatanalytics.ops.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.chatanalytics.ops.sandbox.NlpSandbox;
import dev.chatanalytics.ops.sandbox.SandboxBehaviour;
import dev.chatanalytics.ops.sandbox.SandboxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real chat lines in many languages and scripts, with the real analysis: they arrive byte for byte. */
class ChatLinesIT {

    /** A corpus of some 14,000 lines that may lie beside the project; language, topic and text by tabs. */
    private static final Path CORPUS = Path.of("../../shared/data/chat-lines.tsv");

    @Test
    void shouldStoreEveryLineByteForByte(@TempDir Path dir) throws Exception {
        List<String> lines = lines();
        SandboxOptions options =
                SandboxOptions.DEFAULT.with(SandboxBehaviour.DEFAULT.withLatency(Duration.ofMillis(20)));
        try (TestDatabase database = new TestDatabase(dir.resolve("postgres"));
                NlpSandbox nlp = NlpSandbox.start(options);
                RunningService service = RunningService.start(database, nlp.url(), dir, Map.of("nlp.timeout", "20s"))) {
            Chatbots bots = new Chatbots(service.port());
            List<CompletableFuture<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < lines.size(); i++) {
                answers.add(bots.send("line-" + i, lines.get(i)));
            }
            CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).join();

            assertThat(bots.accepted).hasSize(lines.size());
            await("all rows")
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> service.scrape().value("queue_depth") == 0);
            Laws.check(service, database, bots);
            assertThat(database.query("SELECT count(*) FROM messages WHERE nlp_status = 'ok' AND language IS NOT NULL"
                            + " AND sentiment IS NOT NULL AND nlp IS NOT NULL"))
                    .containsExactly("" + lines.size());
            assertThat(database.query("SELECT DISTINCT language FROM messages")).hasSizeGreaterThan(5);
        }
    }

    private static List<String> lines() throws IOException {
        if (Files.exists(CORPUS)) {
            return Files.readAllLines(CORPUS).stream()
                    .map(line -> line.substring(line.lastIndexOf('\t') + 1))
                    .toList();
        }
        return List.of(
                "I really like this weather, don't you?",
                "¿Cómo estás hoy? Me siento muy bien.",
                "Das ist leider gar nicht gut gelaufen.",
                "今日はとても楽しかったです。",
                "你好，请问你叫什么名字？",
                "저는 오늘 기분이 좋아요.",
                "שלום, מה שלומך היום?",
                "من امروز خیلی خوشحالم",
                "Мне сегодня очень грустно.",
                "আমি তোমাকে ভালোবাসি",
                "tab\tand\nnewline \\N \"quoted\" \u0001 🙂 👨‍👩‍👧");
    }
}
