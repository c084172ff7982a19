package dev.chatanalytics.ops.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableTest {

    @ParameterizedTest
    @CsvSource({"abc,3", "我喜欢,6", "한국어,6", "ｆｕｌｌ,8", "é,1", "e\u0301,1", "😀,2", "مرحبا,5", "'',0"})
    void shouldMeasureWidth(String text, int width) {
        assertThat(DisplayWidth.of(text)).isEqualTo(width);
    }

    @ParameterizedTest
    @CsvSource({"abc,5,'abc  '", "abcdef,5,abcd…", "我喜欢,6,我喜欢", "我喜欢你,5,我喜…", "我喜欢你,6,'我喜… '"})
    void shouldFillUpOrCutToWidth(String text, int width, String expected) {
        assertThat(DisplayWidth.fit(text, width)).isEqualTo(expected);
        assertThat(DisplayWidth.of(DisplayWidth.fit(text, width))).isEqualTo(width);
    }

    @Test
    void shouldIsolateTextThatRunsRightToLeft() {
        assertThat(DisplayWidth.fit("שלום", 6)).isEqualTo("\u2068שלום\u2069  ");
    }

    @Test
    void shouldTakeTheTeethOutOfWhatSteersATerminal() {
        assertThat(DisplayWidth.clean("a\u001b[31mb\rc\td\u202ee\u0007\nf\u009bg"))
                .isEqualTo("a·[31mb·c·d·e·⏎f·g");
    }

    @Test
    void shouldAlignColumnsAndGiveTheRestToTheLast() {
        Table table = new Table(List.of("BOT", "TEXT"), List.of(6), 20);

        assertThat(table.lines(List.of(List.of("bot-1", "a text that is too long"), List.of("机器人机器人", "short"))))
                .containsExactly("BOT     TEXT", "bot-1   a text that…", "机器…   short");
    }

    @Test
    void shouldCutNothingWhenOutputIsNoTerminal() {
        Table table = new Table(List.of("BOT", "TEXT"), List.of(6), Integer.MAX_VALUE);
        String text = "x".repeat(9000);

        assertThat(table.lines(List.of(List.of("b", text))).get(1)).endsWith(text);
    }
}
