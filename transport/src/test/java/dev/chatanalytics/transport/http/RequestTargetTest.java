package dev.chatanalytics.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestTargetTest {

    @ParameterizedTest
    @CsvSource({
        "/,                 /,      ",
        "/a/b,              /a/b,   ",
        "/a?,               /a,     ''",
        "/a?b=c?d,          /a,     b=c?d",
        "/a?u=http://x/y,   /a,     u=http://x/y",
        "http://h/a?b,      /a,     b",
        "http://h:80,       /,      ",
        "http://h?b,        /,      b",
        "*,                 *,      ",
        "//h/a,             //h/a,  ",
        "x/y://h/a,         x/y://h/a, ",
        "x?u=y://h/a,       x,      u=y://h/a",
        "://h/a,            ://h/a, ",
    })
    void shouldTakeATargetApart(String target, String path, String query) {
        assertThat(RequestTarget.path(target)).isEqualTo(path);
        assertThat(RequestTarget.query(target)).isEqualTo(query);
    }
}
