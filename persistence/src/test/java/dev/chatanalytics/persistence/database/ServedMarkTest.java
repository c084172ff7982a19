package dev.chatanalytics.persistence.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServedMarkTest {

    @TempDir
    private Path dir;

    private static DatabaseOptions options(String url) {
        return new DatabaseOptions(url, "chat", () -> "hush", 1, Duration.ofSeconds(1));
    }

    private ServedMark mark(String url) {
        return new ServedMark(dir, options(url));
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://db.internal:6432/chat?user=u&password=hush&sslmode=require, db.internal:6432/chat",
        "jdbc:postgresql://DB.Internal/chat, db.internal:5432/chat",
        "jdbc:postgresql:chat, localhost:5432/chat",
        "jdbc:postgresql://db/, db:5432/chat",
        "'jdbc:postgresql://one:1,two/chat?targetServerType=primary', 'one:1,two:5432/chat'",
        "jdbc:postgresql://[::1]:5433/chat, [::1]:5433/chat",
        "jdbc:postgresql://me:hush@db:5432/chat, db:5432/chat",
        "jdbc:postgresql://db/%C3%A4%0A, db:5432/%C3%A4%0A",
    })
    void shouldKeepOfTheAddressOnlyWhereTheDatabaseIs(String url, String address) {
        assertThat(ServedMark.address(options(url))).isEqualTo(address);
    }

    @Test
    void shouldBeThereOnceItWasPut() throws Exception {
        assertThat(mark("jdbc:postgresql://db/chat").isThere()).isFalse();

        mark("jdbc:postgresql://db/chat?password=hush").put();

        assertThat(mark("jdbc:postgresql://db:5432/chat").isThere()).isTrue();
        assertThat(dir.resolve("served"))
                .hasContent(
                        "chat-analytics served 1\ndatabase db:5432/chat\nschema " + Database.schemaVersion() + "\n");
        try (var files = Files.list(dir)) {
            assertThat(files).containsExactly(dir.resolve("served"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"jdbc:postgresql://other/chat", "jdbc:postgresql://db:5433/chat", "jdbc:postgresql://db/chat2"})
    void shouldBeOfOneDatabaseOnly(String other) {
        mark("jdbc:postgresql://db/chat").put();

        assertThat(mark(other).isThere()).isFalse();

        mark(other).put();
        assertThat(mark(other).isThere()).isTrue();
        assertThat(mark("jdbc:postgresql://db/chat").isThere()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "chat-analytics served 1\ndatabase db:5432/chat\nschema 0\n",
                "chat-analytics served 2\ndatabase db:5432/chat\nschema 1\n",
                "chat-analytics served 1\ndatabase db:5432/chat\n",
                "\u0000"
            })
    void shouldCountOnlyAsItWouldBeWritten(String content) throws Exception {
        Files.writeString(dir.resolve("served"), content);

        assertThat(mark("jdbc:postgresql://db/chat").isThere()).isFalse();
    }

    @Test
    void shouldWriteNothingWhenItIsThere() throws Exception {
        mark("jdbc:postgresql://db/chat").put();
        Object before = Files.getAttribute(dir.resolve("served"), "unix:ino");

        mark("jdbc:postgresql://db/chat").put();

        assertThat(Files.getAttribute(dir.resolve("served"), "unix:ino")).isEqualTo(before);
    }

    @Test
    void shouldWriteOverWhatACrashLeft() throws Exception {
        Files.writeString(
                dir.resolve("served.tmp"), "half of a long, long, long, long, long, long, long, long file, or more");

        mark("jdbc:postgresql://db/chat").put();

        assertThat(mark("jdbc:postgresql://db/chat").isThere()).isTrue();
    }

    @Test
    void shouldNeverThrow() throws Exception {
        Files.createDirectories(dir.resolve("served/taken"));
        ServedMark mark = mark("jdbc:postgresql://db/chat");

        mark.put();

        assertThat(mark.isThere()).isFalse();
    }
}
