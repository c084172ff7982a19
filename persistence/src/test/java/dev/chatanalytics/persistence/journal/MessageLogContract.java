package dev.chatanalytics.persistence.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.chatanalytics.engine.message.Message;
import dev.chatanalytics.engine.port.MessageLog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What the engine expects of every {@link MessageLog} that outlives the process. */
abstract class MessageLogContract {

    abstract MessageLog log();

    /** What the next process would find if this one were killed now, in order. */
    abstract List<Message> survivors() throws IOException;

    @Test
    void shouldKeepEveryFieldOfACommittedMessage() throws IOException {
        var messages = List.of(
                new Message("m-1", "bot-1", null, "no user", 1, 2),
                new Message("m-2", "bot-1", "", "an empty user", -3, Long.MAX_VALUE),
                new Message("ü-3", "机器人", "u \n\t\"", "a\u0001b € 🚲 مرحبا", Long.MIN_VALUE, 0),
                new Message("m".repeat(128), "b".repeat(128), "u".repeat(128), "€".repeat(8192), 5, 6));
        commit(0, messages);
        assertThat(survivors()).isEqualTo(messages);
    }

    @Test
    void shouldKeepTheOrderOverManyCommits() throws IOException {
        List<Message> all = JournalFolder.messages(300);
        for (int i = 0; i < all.size(); i += 7) {
            commit(i, all.subList(i, Math.min(all.size(), i + 7)));
        }
        assertThat(survivors()).isEqualTo(all);
    }

    @Test
    void shouldAcceptGapsInTheSequences() throws IOException {
        List<Message> messages = JournalFolder.messages(2);
        commit(5, messages.subList(0, 1));
        commit(1_000_000_000_000L, messages.subList(1, 2));
        assertThat(survivors()).isEqualTo(messages);
    }

    @Test
    void shouldTakeACommitOfNothing() {
        assertThatCode(() -> log().commit()).doesNotThrowAnyException();
    }

    @Test
    void shouldKeepWhatIsNotReleasedWhileAnotherThreadReleases() throws IOException {
        List<Message> all = JournalFolder.messages(2_000);
        CompletableFuture<Void> persist = CompletableFuture.completedFuture(null);
        for (int i = 0; i < all.size(); i += 10) {
            commit(i, all.subList(i, i + 10));
            long released = i - 100;
            persist = persist.thenRunAsync(() -> log().release(released));
        }
        persist.join();
        assertThat(survivors()).endsWith(all.subList(1_891, 2_000).toArray(Message[]::new));
    }

    private void commit(long first, List<Message> messages) throws IOException {
        long sequence = first;
        for (Message message : new ArrayList<>(messages)) {
            log().append(sequence++, message);
        }
        log().commit();
    }
}
