package dev.chatanalytics.perf.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StepTest {

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @Test
    void shouldWaitForAWordEachTime() throws IOException {
        Step step = step("\n\n");
        step.begin();
        assertThat(said.toString(StandardCharsets.UTF_8)).isEqualTo(Step.READY + "\n");
        step.end();
        assertThat(said.toString(StandardCharsets.UTF_8)).endsWith(Step.DONE + "\n");
    }

    @Test
    void shouldNotBeginWhenNobodyIsThereAnyMore() {
        assertThatThrownBy(() -> step("").begin()).hasMessageContaining("standard input ended");
    }

    @Test
    void shouldEndWhenNobodyIsThereAnyMore() throws IOException {
        Step step = step("\n");
        step.begin();
        step.end();
    }

    @Test
    void shouldWaitForNoneWhenAlone() throws IOException {
        Step alone = new Step(null, new Progress(new PrintStream(said, true, StandardCharsets.UTF_8)));
        alone.begin();
        alone.end();
        assertThat(said.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    private Step step(String words) {
        return new Step(
                new ByteArrayInputStream(words.getBytes(StandardCharsets.UTF_8)),
                new Progress(new PrintStream(said, true, StandardCharsets.UTF_8)));
    }
}
