package dev.chatanalytics.engine.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageParserTest {

    private static final long NOW = Instant.parse("2026-11-23T08:00:00Z").getEpochSecond() * 1_000_000;

    private final MessageParser parser = new MessageParser(new MessageRules(Duration.ofDays(7), Duration.ofMinutes(5)));

    @Test
    void shouldReadEveryMember() throws Exception {
        Message message = parse("""
                {"message_id":"m-1","bot_id":"bot-7","user_id":"u-9","text":"hello","timestamp":"2026-11-23T07:59:59.123456Z"}""");

        assertThat(message).isEqualTo(new Message("m-1", "bot-7", "u-9", "hello", NOW - 876_544, NOW));
    }

    @Test
    void shouldFillInWhatIsOptional() throws Exception {
        Message message = parse("{\"bot_id\":\"b\",\"text\":\"t\"}");

        assertThat(message.userId()).isNull();
        assertThat(message.sentAtMicros()).isEqualTo(NOW);
        UUID id = UUID.fromString(message.messageId());
        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NOW / 1000);
    }

    @Test
    void shouldMakeAnotherIdForEachMessage() throws Exception {
        String body = "{\"bot_id\":\"b\",\"text\":\"t\"}";

        assertThat(parse(body).messageId()).isNotEqualTo(parse(body).messageId());
    }

    @Test
    void shouldKeepTextOfAllPlanes() throws Exception {
        String text = "\u0001\u007F é ß ← 你好 שלום 🙂 👨‍👩‍👧 \uFFFD \uFEFF";

        assertThat(parse("{\"bot_id\":\"b\",\"text\":\"" + text.replace("\u0001", "\\u0001") + "\"}")
                        .text())
                .isEqualTo(text);
        assertThat(parse("{\"bot_id\":\"b\",\"text\":\"\\ud83d\\ude42\\\\ \\n\"}")
                        .text())
                .isEqualTo("🙂\\ \n");
    }

    @Test
    void shouldIgnoreUnknownMembersOfAnyShape() throws Exception {
        Message message = parse("""
                {"a":{"text":"no","x":[1,{"y":null}]},"bot_id":"b","b":[[]],"text":"yes","c":1e9,"d":true,"e":"\\ud83d\\ude42"}""");

        assertThat(message.text()).isEqualTo("yes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\\u0000\"",
                "\"\\ud83d\"",
                "\"\\udc00\\ud800\"",
                "{\"\\u0000\":[\"\\u0000\"]}",
                "1e999999999999",
                "-0.0E-123456789012345678901234567890"
            })
    void shouldIgnoreUnknownMembersWhateverValidJsonTheyHold(String value) throws Exception {
        assertThat(parse("{\"x\":" + value + ",\"bot_id\":\"b\",\"text\":\"t\",\"\\u0000\":" + value + "}")
                        .text())
                .isEqualTo("t");
    }

    @Test
    void shouldIgnoreUnknownMembersHoweverLongOrDeepTheyAre() throws Exception {
        String number = "7".repeat(60_000);
        assertThat(parse(with("x", number)).text()).isEqualTo("t");
        assertThat(parse(with("x", "-0." + number + "e5")).text()).isEqualTo("t");
        assertThat(parse(with(number, "1")).text()).isEqualTo("t");
        assertThat(parse(with("x", "[".repeat(999) + "]".repeat(999))).text()).isEqualTo("t");
        assertThat(parse(with("x", "{\"x\":".repeat(999) + "1" + "}".repeat(999)))
                        .text())
                .isEqualTo("t");
    }

    @Test
    void shouldTakeNullForAbsent() throws Exception {
        Message message =
                parse("{\"message_id\":null,\"user_id\":null,\"timestamp\":null,\"bot_id\":\"b\",\"text\":\"t\"}");

        assertThat(UUID.fromString(message.messageId()).version()).isEqualTo(7);
        assertThat(message.userId()).isNull();
        assertThat(message.sentAtMicros()).isEqualTo(NOW);
        assertThat(rejection("{\"bot_id\":\"b\",\"text\":null}").detail()).startsWith("text is missing");
        assertThat(rejection("{\"bot_id\":null,\"text\":\"t\"}").detail()).startsWith("bot_id is missing");
    }

    @Test
    void shouldCountCharactersAndNotUtf16Units() throws Exception {
        assertThat(parse(withText("🙂".repeat(8192))).text()).hasSize(2 * 8192);
        assertThat(rejection(withText("🙂".repeat(8193))).detail()).contains("8193", "8192");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"text\":\"t\"} | bot_id",
                "{\"bot_id\":\"\",\"text\":\"t\"} | bot_id",
                "{\"bot_id\":7,\"text\":\"t\"} | bot_id",
                "{\"bot_id\":null,\"text\":\"t\"} | bot_id",
                "{\"bot_id\":{},\"text\":\"t\"} | bot_id",
                "{\"bot_id\":\"b\"} | text",
                "{\"bot_id\":\"b\",\"text\":[]} | text",
                "{\"bot_id\":\"b\",\"text\":\" \\n\\t\\u2003\"} | text",
                "{\"bot_id\":\"b\",\"text\":\"a\\u0000b\"} | text",
                "{\"bot_id\":\"b\",\"text\":\"a\\ud800b\"} | text",
                "{\"bot_id\":\"b\",\"text\":\"a\\udc00\\ud800\"} | text",
                "{\"bot_id\":\"b\",\"text\":\"t\",\"text\":\"t\"} | text",
                "{\"bot_id\":\"b\",\"text\":\"t\",\"x\":1,\"x\":2} | x",
                "{\"bot_id\":\"b\",\"text\":null,\"text\":\"t\"} | text",
                "{\"bot_id\":\"b\",\"text\":\"t\",\"user_id\":\"u\",\"user_id\":null} | user_id",
                "{\"bot_id\":\"b\",\"text\":\"t\",\"user_id\":\"\\ud800\"} | user_id",
                "{\"bot_id\":\"b\",\"text\":\"t\",\"message_id\":\"\"} | message_id",
                "{\"bot_id\":\"b\",\"text\":\"t\",\"user_id\":true} | user_id",
                "{\"bot_id\":\"b\",\"text\":\"t\",\"timestamp\":1} | timestamp",
                "{\"bot_id\":\"b\",\"text\":\"t\",\"timestamp\":\"yesterday\"} | timestamp",
                "{\"bot_id\":\"b\",\"text\":\"t\",\"timestamp\":\"2026-11-23T08:00:00\"} | timestamp",
                "{\"bot_id\":\"b\",\"text\":\"t\",\"timestamp\":\"2026-11-16T07:59:59.999999Z\"} | timestamp",
                "{\"bot_id\":\"b\",\"text\":\"t\",\"timestamp\":\"2026-11-23T08:05:00.000001Z\"} | timestamp",
            })
    void shouldNameTheMemberThatBreaksARule(String body, String field) {
        Rejection rejection = rejection(body);

        assertThat(rejection.field()).isEqualTo(field);
        assertThat(rejection.detail()).contains(field).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-16T08:00:00Z", "2026-11-23T08:05:00Z", "2026-11-23T13:35:00+05:30"})
    void shouldTakeTimesUpToTheLimits(String timestamp) throws Exception {
        assertThat(parse("{\"bot_id\":\"b\",\"text\":\"t\",\"timestamp\":\"" + timestamp + "\"}"))
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "1",
                "\"x\"",
                "[]",
                "[{\"bot_id\":\"b\",\"text\":\"t\"}]",
                "{",
                "{\"bot_id\":\"b\",\"text\":\"t\"",
                "{\"bot_id\":\"b\",\"text\":\"t\"}}",
                "{\"bot_id\":\"b\",\"text\":\"t\"}{}",
                "{\"bot_id\":\"b\",\"text\":\"t\"} x",
                "{\"bot_id\":\"b\",\"text\":\"t\",}",
                "{'bot_id':'b','text':'t'}",
                "{bot_id:\"b\",\"text\":\"t\"}",
                "{\"bot_id\":\"b\",\"text\":\"t\"/**/}",
                "{\"bot_id\":\"b\",\"text\":\"t\",\"x\":NaN}",
                "{\"bot_id\":\"b\",\"text\":\"t\",\"x\":01}",
                "{\"bot_id\":\"b\",\"text\":\"t\",\"x\":\"\\u00\"}",
                "{\"bot_id\":\"b\",\"text\":\"t\",\"x\":\"\\x\"}",
                "{\"bot_id\":\"b\",\"text\":\"t\",\"\\ud800\":1}",
                "{\"bot_id\":\"b\",\"text\":\"t\"}\0",
            })
    void shouldRefuseWhatIsNotOneJsonObject(String body) {
        assertThat(rejection(body).field()).isNull();
        assertThat(rejection(body).detail()).isNotBlank();
    }

    @Test
    void shouldRefuseDeepNesting() {
        assertThat(rejection(with("x", "[".repeat(1_000) + "]".repeat(1_000))).detail())
                .contains("depth");
        assertThat(rejection(with("x", "[".repeat(60_000) + "]".repeat(60_000))).detail())
                .contains("depth");
    }

    @ParameterizedTest
    @ValueSource(ints = {0x80, 0xC0, 0xC1, 0xF5, 0xFF})
    void shouldRefuseBytesThatUtf8Forbids(int bad) {
        byte[] body = "{\"bot_id\":\"b\",\"text\":\"?\"}".getBytes(StandardCharsets.UTF_8);
        body[body.length - 3] = (byte) bad;

        assertThat(rejection(body).detail()).contains("UTF-8");
    }

    @Test
    void shouldRefuseSurrogatesEncodedAsUtf8AndOverlongForms() {
        for (byte[] bad : new byte[][] {{(byte) 0xED, (byte) 0xA0, (byte) 0x80}, {(byte) 0xE0, (byte) 0x80, 0x2F}}) {
            byte[] prefix = "{\"bot_id\":\"b\",\"text\":\"".getBytes(StandardCharsets.UTF_8);
            byte[] body = new byte[prefix.length + bad.length + 2];
            System.arraycopy(prefix, 0, body, 0, prefix.length);
            System.arraycopy(bad, 0, body, prefix.length, bad.length);
            body[body.length - 2] = '"';
            body[body.length - 1] = '}';

            assertThat(rejection(body).detail()).contains("UTF-8");
        }
    }

    @Test
    void shouldRefuseOtherEncodings() {
        String body = "{\"bot_id\":\"b\",\"text\":\"t\"}";

        assertThat(rejection(body.getBytes(StandardCharsets.UTF_16BE)).field()).isNull();
        assertThat(rejection(body.getBytes(StandardCharsets.UTF_16LE)).field()).isNull();
        assertThat(rejection(body.getBytes(StandardCharsets.UTF_16)).field()).isNull();
    }

    @Test
    void shouldShortenWhatItRepeats() {
        assertThat(rejection("{\"bot_id\":\"" + "🙂".repeat(500) + "\",\"text\":\"t\"}")
                        .detail())
                .hasSizeLessThan(200)
                .contains("…");
    }

    private static String with(String name, String value) {
        return "{\"bot_id\":\"b\",\"text\":\"t\",\"" + name + "\":" + value + "}";
    }

    private static String withText(String text) {
        return "{\"bot_id\":\"b\",\"text\":\"" + text + "\"}";
    }

    private Message parse(String body) throws RejectedException {
        return parser.parse(body.getBytes(StandardCharsets.UTF_8), NOW);
    }

    private Rejection rejection(String body) {
        return rejection(body.getBytes(StandardCharsets.UTF_8));
    }

    private Rejection rejection(byte[] body) {
        return catchThrowableOfType(RejectedException.class, () -> parser.parse(body, NOW))
                .rejection();
    }
}
