package dev.chatanalytics.ops.sandbox.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TokenizerTest {

    @Test
    void shouldCutWordsAndEndsOfClauses() {
        assertThat(Tokenizer.tokens("Don't, 'please' STOP!!", "en"))
                .containsExactly("don't", ".", "please", "stop", ".");
    }

    @Test
    void shouldKeepEmojiAndEmoticons() {
        assertThat(Tokenizer.tokens("Hi:-) ok😀👍", "en")).containsExactly("hi", ":-)", "ok", "😀", "👍");
    }

    @Test
    void shouldLeaveAddressesOut() {
        assertThat(Tokenizer.tokens("see https://example.org/love?x=1 now", "en"))
                .containsExactly("see", "now");
    }

    @Test
    void shouldFoldWaysToWriteTheSameLetter() {
        assertThat(Tokenizer.tokens("cafe\u0301 it’s", "en")).containsExactly("café", "it's");
        assertThat(Tokenizer.tokens("مي\u200Cخواهم", "fa")).containsExactly("میخواهم");
    }

    @Test
    void shouldLowerTurkishAsTurksDo() {
        assertThat(Tokenizer.tokens("IĞDIR İYİ", "tr")).containsExactly("ığdır", "iyi");
    }
}
