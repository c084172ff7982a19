package dev.chatanalytics.transport.nlp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AnswerBodyTest {

    private static final int LIMIT = 16 * 1024;

    private final AnswerBody body = new AnswerBody(LIMIT);

    @Test
    void shouldBeEmptyAtFirst() {
        assertThat(body.toBytes()).isEmpty();
    }

    @Test
    void shouldNotCopyASinglePart() {
        byte[] part = {1, 2, 3};

        assertThat(body.add(part)).isTrue();
        assertThat(body.add(new byte[0])).isTrue();

        assertThat(body.toBytes()).isSameAs(part);
    }

    @Test
    void shouldJoinParts() {
        byte[] expected = new byte[1_000];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = (byte) i;
            assertThat(body.add(new byte[] {(byte) i})).isTrue();
        }

        assertThat(body.toBytes()).isEqualTo(expected);
    }

    @Test
    void shouldStopAtTheLimit() {
        assertThat(body.add(new byte[LIMIT - 1])).isTrue();
        assertThat(body.add(new byte[2])).isFalse();
        assertThat(body.add(new byte[1])).isTrue();
        assertThat(body.toBytes()).hasSize(LIMIT);
    }
}
