package dev.chatanalytics.transport.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpAnswerTest {

    @Test
    void shouldWriteAProblem() {
        HttpAnswer answer = HttpAnswer.problem(Status.BAD_REQUEST, "text: \"\u0000\" (expected: not blank)", "text");
        assertThat(answer.contentType()).isEqualTo("application/problem+json");
        assertThat(new String(answer.body(), UTF_8))
                .isEqualTo("{\"title\":\"Bad Request\",\"status\":400,"
                        + "\"detail\":\"text: \\\"\\u0000\\\" (expected: not blank)\",\"field\":\"text\"}");
    }

    @Test
    void shouldLeaveTheFieldOutWhenAProblemIsAboutNone() {
        assertThat(new String(HttpAnswer.problem(Status.NOT_FOUND, "no").body(), UTF_8))
                .isEqualTo("{\"title\":\"Not Found\",\"status\":404,\"detail\":\"no\"}");
    }

    @Test
    void shouldAddHeadersWithoutChangingTheOriginal() {
        HttpAnswer plain = HttpAnswer.text(Status.OK, "x");
        HttpAnswer more = plain.with("A", "1").with("B", "2").with("A", "3");
        assertThat(plain.headers()).isEmpty();
        assertThat(more.headers()).containsOnlyKeys("A", "B").containsEntry("A", "3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nSet-Cookie: b", "a\nb", "ä", "\u007f"})
    void shouldRefuseAHeaderThatLeavesItsLine(String value) {
        assertThatThrownBy(() -> HttpAnswer.text(Status.OK, "").with("Name", value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("header \"Name\": ");
    }
}
