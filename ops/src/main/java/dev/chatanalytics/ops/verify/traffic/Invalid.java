package dev.chatanalytics.ops.verify.traffic;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Locale;

/** Ways in which a body is no message, and must be answered 400. Each still names the message, as far as it can. */
enum Invalid {
    NO_JSON("m-%1$s of %2$s says hello"),
    NO_END("{\"message_id\":\"%1$s\",\"bot_id\":\"%2$s\",\"text\":\"cut off"),
    NOT_AN_OBJECT("[{\"message_id\":\"%1$s\",\"bot_id\":\"%2$s\",\"text\":\"t\"}]"),
    TWO_OBJECTS("{\"message_id\":\"%1$s\",\"bot_id\":\"%2$s\",\"text\":\"t\"}{}"),
    NO_BOT("{\"message_id\":\"%1$s\",\"text\":\"whose?\"}"),
    NO_TEXT("{\"message_id\":\"%1$s\",\"bot_id\":\"%2$s\"}"),
    BLANK_TEXT("{\"message_id\":\"%1$s\",\"bot_id\":\"%2$s\",\"text\":\" \\t \"}"),
    TEXT_TWICE("{\"message_id\":\"%1$s\",\"bot_id\":\"%2$s\",\"text\":\"a\",\"text\":\"b\"}"),
    TEXT_IS_A_NUMBER("{\"message_id\":\"%1$s\",\"bot_id\":\"%2$s\",\"text\":42}"),
    TEXT_TOO_LONG("{\"message_id\":\"%1$s\",\"bot_id\":\"%2$s\",\"text\":\"" + "x".repeat(8_193) + "\"}"),
    NUL("{\"message_id\":\"%1$s\",\"bot_id\":\"%2$s\",\"text\":\"a\\u0000b\"}"),
    LONE_SURROGATE("{\"message_id\":\"%1$s\",\"bot_id\":\"%2$s\",\"text\":\"\\ud83d!\"}"),
    BAD_UTF_8("{\"message_id\":\"%1$s\",\"bot_id\":\"%2$s\",\"text\":\"\u00c3(\"}"),
    NO_OFFSET("{\"message_id\":\"%1$s\",\"bot_id\":\"%2$s\",\"text\":\"t\",\"timestamp\":\"2026-11-23T08:00:00\"}"),
    LONG_AGO("{\"message_id\":\"%1$s\",\"bot_id\":\"%2$s\",\"text\":\"t\",\"timestamp\":\"1999-12-31T23:59:59Z\"}");

    private static final Invalid[] ALL = values();

    private final String form;

    Invalid(String form) {
        this.form = form;
    }

    static Invalid of(int draw) {
        return ALL[draw % ALL.length];
    }

    /** Bytes, one for each character: only so can they be no UTF-8. */
    byte[] body(String messageId, String botId) {
        return String.format(Locale.ROOT, form, messageId, botId).getBytes(ISO_8859_1);
    }
}
